global syncs

probe begin {
	printf("goes on\n")
}

// migrate: watchpoint:0x10000000:8:w: there is no such probe here
// watchpoint:0x10000000:8:w { printf("hit\n"); }

// migrate: override() would change the system
// kprobe:vfs_read { override(-5); }

// migrate: rand has no counterpart here
// kprobe:vfs_write { @x = rand; }

// migrate: `do_exit' never returns
// kretprobe:do_exit { @exits = count(); }

// migrate: vfs_read+9 is inside of a function
// kretprobe:vfs_read+9 { @nine = count(); }

// migrate: `path_put' returns nothing
// kretprobe:path_put { printf("%d\n", retval); }

// migrate: the tracepoint's field `no_such_field' has no known source
// tracepoint:sched:sched_switch { @[args->no_such_field] = count(); }

probe fprobe("vfs_open") {
	printf("%d\n", $file->no_such_member)
}

probe fprobe("vfs_fsync") {
	// migrate: cat() has no counterpart: cat("/proc/loadavg")
	syncs++
}

probe end {
	println("syncs:", syncs)
}

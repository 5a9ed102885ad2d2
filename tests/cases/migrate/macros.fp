#!/usr/bin/env fptap
// What bpftrace's language has got since 0.17.

// How much is shown.
param verbose = false
param max_depth = 35	// Maximum depth of a path
global f

probe begin {
	if (verbose) {
		printf("up to %d\n", max_depth)
	}
	pair = [1, "two"]
	printf("%d %s\n", pair[0], pair[1])
	for (i in 0..3) {
		println(i)
	}
}

probe fprobe("vfs_read") {
	since = now()
	reader = task()
	twice_ = $count * 2
	if (execname() != "") {
		printf("%d %s\n", twice_, execname())
	}
	bytes[execname()] += ($count + 1) << 1
	twice__ = $count * 2
	if ("outer" != "") {
		printf("%d %s\n", twice__, "outer")
	}
	sizes[execname()] += ($count + 1) << 1
	twice___ = $count * 2
	if ("outer" != "") {
		printf("%d %s\n", twice___, "outer")
	}
	sizes[execname()] += ($count + 1) << 1
} exit {
	key = [pid(), $return]
	open[key]++
	parents[task()->real_parent->comm, ((struct task_struct *)reader)->pid]++
	us <<< (now() - since) / 1us
}

probe uprobe("libnothing":"f")?, uprobe("/bin/sh":"main")? {
	f++
}

probe fprobe("vfs_write").exit {
	fine <<< $return
	printf("%s\n", kstack(2))
}
// migrate: helper() has no counterpart here
// kprobe:vfs_write { @x = helper(arg2); }
// migrate: offsetof() has no counterpart here
// kprobe:vfs_open { @x = offsetof(struct file, f_inode); }
probe timer(500ms) {
	print(bytes, 5)
}

probe timer(1s) {
	drain(bytes)
}
probe timer(2min) {
	exit()
}

probe end {
	println("f:", f)
}

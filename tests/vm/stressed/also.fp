// Variables by name, a tracepoint's arguments, and what --guru allows.
probe begin {
	println("var", @var("jiffies") > 0, @cast(&@var("init_task"), "task_struct")->pid,
		@var("runqueues")[0].nr_running < 1000)
}
probe tracepoint("sched:sched_process_exec") if (pid() == target()) {
	println("exec", string($bprm->filename), $p->pid == pid(), $old_pid == pid())
}
probe fprobe("vfs_read") if (execname() == "load" && once()) {
	try { p = (u64 *)8; p[0] = 1 } catch { println("fault: null") }
	try { q = (u64 *)(u64)&@var("sys_call_table"); q[0] = 1 } catch { println("fault: read-only") }
	$file->f_ra.ra_pages = 7
	println("stored", $file->f_ra.ra_pages)
}
probe fprobe("vfs_read").exit if (execname() == "load" && $count == 1 && every(1000)) { $return = -5 }
probe kprobe("vfs_read") if (pid() == target() && once()) { println("kprobe", $count > 0, func()) }
probe syscall("read") if (pid() == target()) { r = $count } exit { same[$return == r]++; spent <<< elapsed() }
probe syscall("openat").exit if (pid() == target() && once()) { println("syscall", user_string($filename), $return > 0) }
// The return address lies at sp when a function begins, and is taken from there when it ends.
global frames = 0, whole = 0
probe fprobe("ksys_read") {
	top = (u64)sp()
	inside = ksym((u64)ip()) == "ksys_read"
	back = (u64)kernel_long(top)
	from = (u64)caller()
} exit {
	frames++
	whole += inside && back == from && (u64)ip() == from && (u64)sp() == top + (@arch == "x86_64" ? 8 : 0)
}
probe end { println("frames", frames > 0, frames - whole) }
probe end { println("calls", same[false] == 1, @count(spent) == same[true] + same[false]) }

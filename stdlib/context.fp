// Where a handler runs: its probe, its processor, and who called.

// The probe point, as it is written.
//
//     begin { println(pp()) }
//     //= begin
function pp() { return probe_name() }

// The probed function or tracepoint.
//
//     probe fprobe("vfs_read") { println(ppfunc()) }
function ppfunc() { return func() }

// The same.
//
//     probe fprobe("vfs_read") { println(probefunc()) }
function probefunc() { return func() }

// The number of the current processor.
//
//     begin { println(cpuid() == cpu()) }
//     //= true
function cpuid() { return cpu() }

// The command name of the current task's parent.
//
//     probe syscall.execve { println(pexecname(), execname()) }
function pexecname() { return string(task()->real_parent->comm, 15) }

// The process group of the current task.
//
//     probe syscall.kill { println(pgrp(), sid()) }
function pgrp() { return task_pgrp(task()) }

// The session of the current task.
//
//     probe syscall.kill { println(sid()) }
function sid() { return task_sid(task()) }

// The effective group id of the current task, in the initial user namespace.
//
//     probe syscall.kill { println(euid(), egid()) }
function egid() { return task()->real_cred->egid.val }

// The address at which the probe interrupted.  In probes that do: kprobe, profile, perf.
//
//     probe profile(99) { at[ksym(addr())]++ }
function addr() { return (u64)ip() }

// Whether the process's own code was interrupted rather than the kernel.  In profile and perf.
//
//     probe profile(99) { n[user_mode() ? "user" : "kernel"]++ }
function user_mode() { return (u64)ip() >> 63 == 0 }

// Whether this process is the one of -c or -x, or one that it began: the nearest sixteen parents are
// asked, so one whose parents have ended is not known any more.  Of pid only the current process's is
// looked at in this way.
//
//     probe syscall.openat { if (target_set_pid(pid())) println(execname(), filename) }
function target_set_pid(id) {
	if (id == target()) return true
	if (id != pid()) return false
	up = (struct task_struct *)(u64)task()->real_parent
	for (i in 0..16) {
		if (up->tgid <= 1) break
		if (up->tgid == target()) return true
		up = (struct task_struct *)(u64)up->real_parent
	}
	return false
}

// Ends the handler by a fault unless the condition holds.
//
//     probe fprobe("vfs_read") { assert($file != NULL) }
function assert(condition) { if (!condition) error("assertion failed") }

// Tasks: processes and threads.

// The current task.
//
//     probe tracepoint("sched:sched_switch") { println(task_execname(task_current())) }
function task_current() { return task() }

// A task's thread id.
//
//     probe tracepoint("sched:sched_switch") { println(task_tid($next)) }
function task_tid(t) { return t->pid }

// A task's process id.
//
//     probe tracepoint("sched:sched_switch") { println(task_pid($next)) }
function task_pid(t) { return t->tgid }

// A task's command name.
//
//     probe tracepoint("sched:sched_switch") { println(task_execname($prev)) }
function task_execname(t) { return string(t->comm, 15) }

// The parent process of a task, another task.
//
//     probe tracepoint("sched:sched_switch") { println(task_execname(task_parent($prev))) }
function task_parent(t) { return t->real_parent }

// A task's user id, in the initial user namespace.
//
//     probe tracepoint("sched:sched_switch") { println(task_uid($prev), task_euid($prev), task_gid($prev)) }
function task_uid(t) { return t->real_cred->uid.val }

// A task's effective user id, in the initial user namespace.
//
//     probe tracepoint("sched:sched_switch") { println(task_euid($prev)) }
function task_euid(t) { return t->real_cred->euid.val }

// A task's group id, in the initial user namespace.
//
//     probe tracepoint("sched:sched_switch") { println(task_gid($prev)) }
function task_gid(t) { return t->real_cred->gid.val }

// A task's effective group id, in the initial user namespace.
//
//     probe tracepoint("sched:sched_switch") { println(task_egid($prev)) }
function task_egid(t) { return t->real_cred->egid.val }

// A task's state as a number: 0 runs or may run, 1 sleeps, 2 sleeps and cannot be interrupted.
//
//     probe tracepoint("sched:sched_switch") { println(task_state($prev)) }
function task_state(t) { return t->__state }

// A task's priority as the kernel counts it: 0 to 99 real time, 100 to 139 the others.
//
//     probe tracepoint("sched:sched_switch") { println(task_prio($next), task_nice($next)) }
function task_prio(t) { return t->prio }

// A task's nice value, -20 to 19.
//
//     probe tracepoint("sched:sched_switch") { println(task_nice($next)) }
function task_nice(t) { return t->static_prio - 120 }

// The processor that a task ran on last.
//
//     probe tracepoint("sched:sched_wakeup") { println(task_cpu($p)) }
function task_cpu(t) { return t->wake_cpu }

// Whether a task is a thread of the kernel's.
//
//     probe tracepoint("sched:sched_switch") { if (!task_is_kernel($next)) println($next->comm) }
function task_is_kernel(t) { return (t->flags & PF_KTHREAD_) != 0 }
const PF_KTHREAD_ = 0x200000

// How many files a task may have open before its table grows.
//
//     probe tracepoint("sched:sched_switch") { if (!task_is_kernel($next)) println(task_max_file_handles($next)) }
function task_max_file_handles(t) { return t->files->fdt->max_fds }

// The name of a task, its parent, and so on, up to the first process: "cat<bash<sshd".
//
//     probe tracepoint("sched:sched_process_exec") { println(task_ancestry(task())) }
function task_ancestry(t) {
	line = string(t->comm, 15)
	up = (struct task_struct *)(u64)t->real_parent
	for (i in 0..8) {
		if (up->pid <= 1) break
		line = sprintf("%s<%s", substr(line, 0, 110), string(up->comm, 15))
		up = (struct task_struct *)(u64)up->real_parent
	}
	return line
}

// The id of the current task's parent process in words of SystemTap's: ppid().

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

// How long a task has run in its own code.
//
//     probe scheduler.process_exit { println(name, task_utime(task), task_stime(task)) }
function task_utime(t) { return (duration)t->utime }

// How long a task has run in the kernel.
//
//     probe scheduler.process_exit { println(name, task_stime(task)) }
function task_stime(t) { return (duration)t->stime }

// When a task began, by the monotonic clock: nanoseconds.
//
//     probe scheduler.process_exit { println(name, (duration)((u64)now() - task_start_time(task))) }
function task_start_time(t) { return t->start_time }

// A task's process group.
//
//     probe tracepoint("sched:sched_process_exit") { println(task_pgrp($p), task_sid($p)) }
function task_pgrp(t) { return pid_number(t->signal->pids[2]) }

// A task's session.
//
//     probe tracepoint("sched:sched_process_exit") { println(task_sid($p)) }
function task_sid(t) { return pid_number(t->signal->pids[3]) }

private function pid_number(p) { return p->numbers[0].nr }

// A task's thread id in the innermost pid namespace that it is in: in a container, what ps shows there.
//
//     probe scheduler.process_exit { println(name, task_ns_tid(task)) }
function task_ns_tid(t) {
	p = (struct pid *)(u64)t->thread_pid
	return p->numbers[p->level].nr
}

// A task's process id in the innermost pid namespace that it is in.
//
//     probe scheduler.process_exit { println(name, task_ns_pid(task)) }
function task_ns_pid(t) { return task_ns_tid(t->group_leader) }

// The program that a task runs, a struct file; 0 of a thread of the kernel.
//
//     probe syscall.execve { println(file_path(task_exe_file(task()))) }
function task_exe_file(t) {
	mm = (struct mm_struct *)(u64)t->mm
	return mm ? (struct file *)(u64)mm->exe_file : (struct file *)0
}

// The path of the program that the current task runs.
//
//     probe syscall.kill { println(current_exe_file(), target_pid) }
function current_exe_file() {
	file = task_exe_file(task())
	return file ? d_path(&file->f_path) : ""
}

// A task's working directory, a struct path.
//
//     probe syscall.openat { println(d_path(task_cwd_path(task())), filename) }
function task_cwd_path(t) { return &t->fs->pwd }

// The open file that has a number in a task; 0: none.
//
//     probe syscall.read { file = task_fd_lookup(task(), fd); if (file) println(file_name(file)) }
function task_fd_lookup(t, fd) {
	table = (struct fdtable *)(u64)t->files->fdt
	if (fd < 0 || fd >= table->max_fds) return (struct file *)0
	return (struct file *)(u64)table->fd[fd]
}

// The path of an entry's in a mount, as the task sees it: as d_path() of both.
//
//     probe vfs.read { println(task_dentry_path(task(), file->f_path.dentry, file->f_path.mnt)) }
function task_dentry_path(t, dentry, mnt) { return mounted_path(dentry, mnt) }

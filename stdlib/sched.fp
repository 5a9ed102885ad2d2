// The scheduler, and the life of processes.

// A task leaves its processor for another one.  task_prev, task_next; prev_pid, next_pid: their
// thread ids; prev_task_name, next_task_name.
//
//     probe scheduler.ctxswitch { println(prev_task_name, next_task_name) }
probe scheduler.ctxswitch = tracepoint("sched:sched_switch") {
	task_prev = $prev
	task_next = $next
	prev_pid = $prev->pid
	next_pid = $next->pid
	prev_task_name = string($prev->comm, 15)
	next_task_name = string($next->comm, 15)
}

// A task is about to run on this processor.  task_prev: the one that ran.
//
//     probe scheduler.cpu_on { println(cpu(), task_execname(task_prev)) }
probe scheduler.cpu_on = tracepoint("sched:sched_switch") {
	task_prev = $prev
}

// The current task leaves its processor.  task_prev: the task; task_next: the one that comes.
//
//     probe scheduler.cpu_off { println(task_execname(task_next)) }
probe scheduler.cpu_off = tracepoint("sched:sched_switch") {
	task_prev = $prev
	task_next = $next
}

// A task is woken up.  task, pid: its thread id.
//
//     probe scheduler.wakeup { println(task_execname(task), pid) }
probe scheduler.wakeup = tracepoint("sched:sched_wakeup") {
	task = $p
	pid = $p->pid
}

// A task goes to another processor.  task, pid, cpu_to.
//
//     probe scheduler.migrate { println(pid, cpu_to) }
probe scheduler.migrate = tracepoint("sched:sched_migrate_task") {
	task = $p
	pid = $p->pid
	cpu_to = $dest_cpu
}

// A thread ends, as its last act.  task, pid: its thread id, name.
//
//     probe scheduler.process_exit { println(name, pid) }
probe scheduler.process_exit = tracepoint("sched:sched_process_exit") {
	task = $p
	pid = $p->pid
	name = string($p->comm, 15)
}

// A task makes a new one.  task: the new one; new_pid, new_tid.
//
//     probe kprocess.create { println(execname(), new_pid) }
probe kprocess.create = tracepoint("sched:sched_process_fork") {
	task = $child
	new_pid = $child->tgid
	new_tid = $child->pid
}

// A process has begun to run another program.  filename: as it was asked for.
//
//     probe kprocess.exec_complete { println(filename, pid()) }
probe kprocess.exec_complete = tracepoint("sched:sched_process_exec") {
	filename = string($bprm->filename, 120)
}

// A thread ends.  code: its exit status, as wait(2) knows it.
//
//     probe kprocess.exit { println(execname(), code >> 8) }
probe kprocess.exit = tracepoint("sched:sched_process_exit") {
	code = $p->exit_code
}

// A new task is woken up for the first time.  task, task_pid: its thread id; task_cpu: where it will run.
//
//     probe scheduler.wakeup_new { println(task_execname(task), task_pid) }
probe scheduler.wakeup_new = tracepoint("sched:sched_wakeup_new") {
	task = $p
	task_pid = $p->pid
	task_cpu = $p->wake_cpu
}

// A task makes a new one.  parent_pid, child_pid: thread ids.
//
//     probe scheduler.process_fork { println(parent_pid, child_pid) }
probe scheduler.process_fork = tracepoint("sched:sched_process_fork") {
	parent_pid = $parent->pid
	child_pid = $child->pid
}

// What is left of a task is given back.  task, pid: its thread id, priority.
//
//     probe scheduler.process_free { println(pid) }
probe scheduler.process_free = tracepoint("sched:sched_process_free") {
	task = $p
	pid = $p->pid
	priority = $p->prio
}

// The same.  task, released_pid: its thread id.
//
//     probe kprocess.release { println(released_pid) }
probe kprocess.release = tracepoint("sched:sched_process_free") {
	task = $p
	released_pid = $p->pid
}

// A new task has begun to run.
//
//     probe kprocess.start { println(execname(), pid()) }
probe kprocess.start = fprobe("schedule_tail") { }

// A process asks for another program.  filename: as it is asked for.
//
//     probe kprocess.exec { println(execname(), filename) }
probe kprocess.exec = syscall("execve, execveat") {
	filename = user_string_warn($filename)
}

// A thread of the kernel is asked to end.  thread_pid.
//
//     probe scheduler.kthread_stop { println(thread_pid) }
probe scheduler.kthread_stop = tracepoint("sched:sched_kthread_stop") {
	thread_pid = $t->pid
}

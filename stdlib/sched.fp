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

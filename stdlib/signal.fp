// Signals.

// A signal is sent to a task.  sig, sig_name; task: who gets it, sig_pid: its process, pid_name: its name.
//
//     probe signal.send { printf("%s sends %s to %s (%d)\n", execname(), sig_name, pid_name, sig_pid) }
probe signal.send = tracepoint("signal:signal_generate") {
	sig = $sig
	sig_name = signal_name($sig)
	task = $task
	sig_pid = $task->tgid
	pid_name = string($task->comm, 15)
}

// The current task is about to handle a signal.  sig, sig_name.
//
//     probe signal.handle { println(execname(), sig_name) }
probe signal.handle = tracepoint("signal:signal_deliver") {
	sig = $sig
	sig_name = signal_name($sig)
}

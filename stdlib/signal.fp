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

// A process says what it does at a signal.  sig, sig_name.
//
//     probe signal.do_action { println(execname(), sig_name) }
probe signal.do_action = fprobe("do_sigaction") {
	sig = $sig
	sig_name = signal_name($sig)
}

// Whether a task holds a signal back.
//
//     probe signal.send { if (is_sig_blocked(task, sig)) println(pid_name, sig_name) }
function is_sig_blocked(t, sig) { return (t->blocked.sig[0] >> (sig - 1) & 1) != 0 }

// A signal's name.
//
//     begin { println(signal_str(9)) }
//     //= SIGKILL
function signal_str(sig) { return signal_name(sig) }

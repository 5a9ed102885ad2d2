// The list of a process's threads hangs on signal_struct since 6.7.
probe tracepoint("sched:sched_switch") { println($prev->thread_group.next) }

// An ordinary user.
probe tracepoint("sched:sched_switch") { println(pid()) }

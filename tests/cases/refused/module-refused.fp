// Nothing is loaded where modules are forbidden.
// options: --backend=module
probe tracepoint("sched:sched_switch") { println(pid()) exit() }

// While the script runs, somebody forbids to load and to remove modules.
// options: --backend=module
probe tracepoint("sched:sched_switch") { println(pid()) exit() }

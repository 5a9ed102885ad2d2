// Events and clocks that cannot be.
probe profile(0) { }
probe profile(5s) { }
probe profile.every(5) { }
probe perf("cycels":5) { }
probe perf("cycles") { }
probe perf("cycles":0) { }
probe perf("cycles":"x") { }
probe perf("rxyz":4) { }
probe timer.us(5), timer.hz(200000), timer.hz(0) { }
probe tracepoint("mini:mini_swatch"), rawtracepoint("mini_* x") { }
probe tracepoint("sched:*"), tracepoint("syscalls:sys_enter_openat"), tracepoint("syscalls:sys_exit_read") { }
probe profile(9) { println($return, elapsed(), func()) }

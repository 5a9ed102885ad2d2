// Events of hardware that the machine does not have.
probe perf("cycles":1000000) { println(pid()) }

// An event that no kernel has.
probe perf("cycels":1000) { println(pid()) }

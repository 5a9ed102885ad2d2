// What a module attaches to, and which register it does not have.
// args: --backend=module
probe syscall("read") { }
probe kprobe("mini_read") { }
probe profile(99) { }
probe perf("cycles":1000) { }
probe timer.us(100) { }
probe rawtracepoint("mini_switch") { }
probe fprobe("mini_read") { println(sp(), ip(), reg("rbp")) }

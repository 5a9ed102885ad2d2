// Breakpoints: parameters in registers, other registers, the caller; what fprobe has of them.
probe kprobe("mini_read") { println($count, $file->flags, $arg2, reg("rdx"), reg("cs"), ip(), caller(), func()) }
probe kprobe("mini_read+0x1c, mini_open+4") { println(ip(), sp(), reg("bx"), func(), probe_name()) }
probe kprobe("no_such_place")?, kprobe("mini_close") { println($file != NULL) }
probe fprobe("mini_read") { println(reg("rdi"), reg("si"), caller()) }
probe fprobe("mini_read").exit { println(reg("rax"), caller()) }
probe syscall("read") { println(ip(), sp(), reg("r12")) }

// Registers where they are not, and probes of places that cannot be.
probe kprobe("mini_read") { println(reg("rfoo"), reg(5), reg("x0")) }
probe kprobe("mini_read+4") { println($file, caller()) }
probe kprobe("mini_fourteen") { println($arg7) }
probe fprobe("mini_read") { println(reg("rbx"), reg("r11"), sp(), reg("rax")) }
probe fprobe("mini_read").exit { println(reg("rbx"), reg("rdi"), ip()) }
probe tracepoint("mini:mini_switch") { println(reg("rax"), caller()) }
probe begin { println(reg("rax"), caller()) }
probe syscall("read") { println(caller()) }

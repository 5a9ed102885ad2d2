// Calls with the wrong number of arguments.
probe begin { printf() exit(1) println(pid(1), string()) }
probe fprobe("mini_read").exit { println(elapsed(1), func("x"), string($buf, 1, 2)) }

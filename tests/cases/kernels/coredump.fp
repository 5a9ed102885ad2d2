// do_coredump() became vfs_coredump() in 6.17.
probe fprobe("do_coredump") { println($siginfo->si_signo) }

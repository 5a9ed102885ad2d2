// One of a pattern's functions takes no kprobe; where debugfs is not mounted only the attempt tells.
// options: --via=kprobes
global n = 0
probe fprobe("{vfs_read,do_trap}") { n++ }
probe end { println(n > 0) }

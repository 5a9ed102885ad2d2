// What matrix.t compares with the kernel's own events: who has called a function.
filter (execname() == "calls")
probe fprobe("vfs_read") { printf("call %x\n", caller()) }
probe fprobe("vfs_read").exit { printf("back %x\n", caller()) }

// Words of bpftrace say how they are written here.
probe fprobe("mini_read").exit {
	println(comm, nsecs, tid)
	println(comm(), retval)
	println(curtask, func)
}

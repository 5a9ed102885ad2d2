// bpftrace's maps by thread: twice in one handler, each reported
probe fprobe("vfs_read") { @start[tid()] = now() }
probe fprobe("vfs_read").exit {
	printf("%d\n", now() - @start[tid()])
	delete @start[tid()]
}

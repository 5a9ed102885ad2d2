// Entries and returns that belong together, and some that only look so.

probe fprobe("vfs_read").exit {
	lat[execname()] <<< elapsed() / 1us
}

probe fprobe("vfs_unlink") {
	name = string($dentry->d_name->name)
	began = now() / 1ms
} exit {
	t = now() / 1ms
	printf("%s %d %d\n", name, $return, t - began)
}

// The timer sees it too.
probe fprobe("vfs_write") {
	open[tid()] = 1
}
probe fprobe("vfs_write").exit {
	delete open[tid()]
}
probe timer(1s) {
	n = 0
	foreach (t in open)
		n++
	printf("%d\n", n)
}

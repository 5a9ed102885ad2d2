// What is known of the kernel decides when the script is compiled.
probe fprobe("vfs_read") {
	println(@kernel >= 0x060d00 ? $file->f_ref.refcnt.counter : $file->f_count.counter)
	println(@arch == "arm64" ? @defined($file->f_op) ? 1 : 2 : 0)
}

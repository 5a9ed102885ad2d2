// More records than there is room for, more keys, and an address that is none.
global n, small[u64]: u64 limit 3
probe fprobe("vfs_read") if (execname() == "load" && $count == 1) {
	n++
	small[n % 10]++
	printf("r %d %s\n", $count, string($file->f_path.dentry->d_name.name, 3000))
	p = (struct file *)8
	println(p->f_pos)
}

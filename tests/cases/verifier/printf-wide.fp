// Records near the limit of 4 KB: strings of 255 bytes, fifteen of them.
probe fprobe("vfs_open") {
	n = string($path->dentry->d_name.name, 255)
	p = string($path->dentry->d_parent->d_name.name, 255)
	g = string($path->dentry->d_parent->d_parent->d_name.name, 255)
	printf("%s %s %s %s %s %s %s %s %s %s %s %s %s %s %s %d %s\n", n, p, g, n, p, g, n, p, g, n, p, g, n, p, g, $file->f_flags, execname())
	w = n + p + g
	println(w, w, w, w, w)
}

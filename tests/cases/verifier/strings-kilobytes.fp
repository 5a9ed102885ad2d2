// Wide strings: joined up to two kilobytes, compared, copied, kept.
probe fprobe("vfs_read") {
	n = string($file->f_path.dentry->d_name.name, 255)
	w = n + n
	x = w + w
	y = x + x
} exit {
	z = y
	println(strlen(y), z == y, substr(y, 100, 200), starts_with(y, x))
	if (z < x) println("never")
}

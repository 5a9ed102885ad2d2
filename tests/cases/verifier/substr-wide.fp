// substr, strlen and starts_with on strings of up to a kilobyte, from and to numbers that vary.
probe fprobe("vfs_read") {
	n = string($file->f_path.dentry->d_name.name, 255)
	w = n + n + n + n
	at = $count & 1023
	s = substr(w, at, $count % 100)
	t = substr(w, strlen(n))
	u = substr(substr(substr(w, 1), 1), 1, strlen(w) - 5)
	println(strlen(s), strlen(t) == 3 * strlen(n), starts_with(w, n), starts_with(t, w), starts_with(n, substr(n, 0, 3)), u)
	if (substr(n, 0, 1) == "n" || substr(n, strlen(n) - 1) == "o") println(substr(n, -1), substr(n, 2, -4), substr(w, 2000, 4))
}

// Splitting a string in a loop, byte by byte.
probe fprobe("vfs_open") {
	n = string($path->dentry->d_name.name)
	dots = 0
	last = ""
	for (i in 0..64) {
		c = substr(n, i, 1)
		if (c == "") break
		if (c == "." || c == "-") { dots++; last = substr(n, i + 1) }
		if (starts_with(substr(n, i), "so") && i > 0) { libraries[substr(n, 0, i)]++; break }
	}
	if (dots) println(n, dots, last)
}

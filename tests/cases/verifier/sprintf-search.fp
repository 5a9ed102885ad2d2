// Strings made of numbers and searched, in loops and as keys.
probe fprobe("vfs_open").exit {
	n = string($path->dentry->d_name.name, 60)
	s = sprintf("%s:%d:%x/%s", n, $return, $file->f_flags, execname())
	k[sprintf("%d|%s|%c", $file->f_flags, n, 'a' + ($file->f_flags & 7))]++
	if (contains(s, ".so") || strpos(n, "lib") == 0) println(s, strpos(s, ":"), strpos(s, "none"))
	t = ""
	for (i in 0..6) { t = t + sprintf("%d,", i * $return + strlen(n)); if (strpos(t, ",7,") > 0) break }
	println(t, sprintf("%x", (u32)tid()), strlen(sprintf("%d %d %d %d", 1, $return, $file->f_flags, strlen(t))))
}

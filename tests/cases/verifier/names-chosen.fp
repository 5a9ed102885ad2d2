// Strings chosen by ?: in each other, in arguments, keys and conditions.
probe fprobe("vfs_write").exit, fprobe("vfs_read").exit {
	w = func() == "vfs_write"
	d = $file->f_path.dentry
	n = d->d_name.len > 10 ? string(d->d_name.name, 10) + "..." : d->d_name.len > 0 ? string(d->d_name.name) : "(no name)"
	p = d->d_parent == d ? "" : string(d->d_parent->d_name.name, 16) == "/" ? "/" : string(d->d_parent->d_name.name, 16) + "/"
	k = $return < 0 ? "error" : $return == 0 ? "nothing" : $return < $count ? "part of it" : "all"
	printf("%s %s %s%s %s\n", w ? "write" : "read", execname() == "cat" ? "cat" : "<" + execname() + ">", p, n, k)
	c[w ? p + n : n, k + (w ? "!" : "?")] <<< (w ? $return : -$return)
	if ((w ? n : p) != (w ? p : n) && (n > p ? n : p) >= "a" && strlen(p + n) > 3) both[p == "" ? n : p]++
}

// while with conditions that have calls, assignments, chains and strings.
probe fprobe("vfs_open") {
	d = $path->dentry
	n = 0
	len = 1
	while ((p = d->d_parent) != d && (len = p->d_name.len) > 0 && n < 32) { d = p; n += len > 8 ? 2 : 1 }
	s = string($path->dentry->d_name.name)
	while (strlen(s) > 3 && !starts_with(s, "lib")) s = substr(s, 1)
	i = 0
	while (i < 8 || n > 20) { i++; n--; if (!($path->mnt->mnt_sb->s_flags & (1 << i))) continue; flags[i]++ }
	println(n, s)
}

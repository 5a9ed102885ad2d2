// Strings of many parts: sixteen joined at once, each as wide as it may be.
probe fprobe("vfs_open") {
	d = $path->dentry
	a = string(d->d_name.name, 30)
	b = string(d->d_parent->d_name.name, 30)
	c = string(d->d_parent->d_parent->d_name.name, 30)
	s = c + "/" + b + "/" + a + " (" + execname() + ") on " + string(d->d_sb->s_type->name, 12) + " [" + a + "|" + b + "|" + c + "]"
	println(s, strlen(s))
	t = "{" + s + "," + s + "}"
	printf("%s %d %d\n", t, strlen(t), strlen(t) == 2 * strlen(s) + 3)
}

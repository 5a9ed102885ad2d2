// The parents of a dentry with their names joined: a path.
probe fprobe("vfs_open") {
	d = $path->dentry
	path = ""
	for (i in 0..12) {
		if (d == d->d_parent) break
		path = "/" + string(d->d_name.name, 20) + path
		d = d->d_parent
	}
	println(path, strlen(path), string($path->mnt->mnt_sb->s_type->name))
}

// Functions that take typed pointers, expanded in several handlers.
function depth(d: struct dentry *) {
	n = 0
	while (d->d_parent != d && n < 40) { d = d->d_parent; n++ }
	return n
}
function fsname(d: struct dentry *) { return string(d->d_sb->s_type->name) }
function device(f: struct file *) { return f->f_path.dentry->d_inode->i_sb->s_bdi->dev != NULL ? f->f_inode->i_sb->s_dev : 0 }
probe fprobe("vfs_read") { println(depth($file->f_path.dentry), fsname($file->f_path.dentry), device($file)) }
probe fprobe("vfs_write").exit { println(depth($file->f_path.dentry), fsname($file->f_path.dentry), device($file), $return) }
probe fprobe("vfs_open") { println(depth($path->dentry), depth($path->mnt->mnt_root), fsname($path->dentry)) }

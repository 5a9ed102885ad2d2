// The same chains at an exit, where memory is read now, beside the result.
probe fprobe("vfs_write").exit, fprobe("vfs_read").exit {
	d = $file->f_path.dentry
	n = 0
	if (d->d_parent != d) n = d->d_parent->d_name.len
	println($return, n, d->d_sb->s_blocksize, d->d_inode->i_sb->s_type->fs_flags, d->d_parent->d_inode->i_sb->s_root->d_name.len)
	if ($return > 0 && $file->f_inode->i_sb->s_bdi->dev != NULL) println(d->d_inode->i_mode, d->d_inode->i_size, $pos)
}

// A paired block keeps numbers, strings and pointers that chains were read from.
probe fprobe("vfs_read") {
	dir = $file->f_path.dentry->d_parent
	name = string($file->f_path.dentry->d_name.name)
	parent = string($file->f_path.dentry->d_parent->d_name.name)
	inode = $file->f_inode
	dev = $file->f_inode->i_sb->s_dev
	left = $file->f_inode->i_size - $file->f_pos
} exit {
	println(parent, name, dev, left, dir->d_name.len, inode->i_sb->s_blocksize, inode->i_mapping->nrpages, dir->d_inode->i_ino, $return)
	moved = inode->i_size - $file->f_pos
	println(left - moved, string(dir->d_parent->d_name.name), inode->i_sb->s_root->d_parent->d_name.len, elapsed())
}

// Keys of several strings of 128 bytes, with numbers between: 500 bytes and more.
probe fprobe("vfs_read").exit {
	name = string($file->f_path.dentry->d_name.name)
	dir = string($file->f_path.dentry->d_parent->d_name.name)
	fs = string($file->f_inode->i_sb->s_type->name)
	io[name, pid(), dir, $return < 0, fs, execname(), $file->f_flags] += $return > 0 ? $return : 0
	if ([name, 1, dir, false, fs, "cat", 0] in io) delete io[name, 1, dir, false, fs, "cat", 0]
	last[dir, name] = fs
	println(io[name, pid(), dir, $return < 0, fs, execname(), $file->f_flags] > 0, last[dir, name] == fs)
}

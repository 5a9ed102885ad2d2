// Memory as bytes: headers of structs, addresses, in records, loops and branches.
probe fprobe("vfs_read").exit {
	printf("%v %v %v %s\n", buf($file->f_path.dentry, 16), buf($file->f_inode, 64), buf($file, 63), mac((u64)$file + 2))
	for (i in 0..3) { if (i != 1) println(i, buf((u64)$file->f_inode + i * 16, 16), buf($file->f_inode->i_sb->s_uuid.b, 16)) }
	if ($return > 0) println(buf(&$file->f_inode->i_mode, 2), mac(&$file->f_inode->i_sb->s_uuid)) else println(buf($file->f_path.dentry->d_name.name, 200))
}

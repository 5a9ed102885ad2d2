// A record of 64 arguments.
probe fprobe("vfs_read").exit {
	i = $file->f_inode
	sb = i->i_sb
	printf("%d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d\n",
		pid(), tid(), uid(), gid(), cpu(), $return, $count, i->i_ino, i->i_mode, i->i_nlink, i->i_size, i->i_blkbits, i->i_flags, i->i_generation, i->i_rdev,
		sb->s_dev, sb->s_blocksize, sb->s_flags, sb->s_iflags, sb->s_magic, sb->s_maxbytes, sb->s_export_op != NULL, sb->s_time_gran, sb->s_stack_depth, $file->f_flags, $file->f_mode,
		$file->f_pos, $file->f_ra.start, $file->f_ra.size, $file->f_ra.async_size, $file->f_ra.ra_pages, $file->f_ra.mmap_miss, $file->f_mapping->nrpages,
		$file->f_path.dentry->d_flags, $file->f_path.dentry->d_name.len, $file->f_path.dentry->d_name.hash, $file->f_cred->uid.val, $file->f_cred->gid.val, $file->f_cred->euid.val,
		$count / 2, $count * 3, $count - 1, $count + 1, $count ^ 7, $count | 8, $count & 9, $count << 2, $count >> 2, -$return, ~$return, $return / 3, $return % 5,
		i->i_sb->s_root->d_flags, i->i_sb->s_root->d_name.len, i->i_sb->s_root->d_inode->i_ino, i->i_sb->s_type->fs_flags, i->i_mapping->nrpages, 0, 1, 2, 3, 4, 5)
}

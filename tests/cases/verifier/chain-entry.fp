// Chains of up to nine pointers at an entry, many in one handler.
probe fprobe("vfs_read") {
	println(string($file->f_path.dentry->d_parent->d_name.name), $file->f_path.dentry->d_parent->d_parent->d_parent->d_inode->i_ino,
		$file->f_path.mnt->mnt_root->d_inode->i_sb->s_root->d_inode->i_ino)
	println(string($file->f_path.dentry->d_inode->i_sb->s_type->name), $file->f_inode->i_sb->s_bdi->ra_pages,
		$file->f_mapping->host->i_sb->s_root->d_inode->i_mapping->host->i_sb->s_dev,
		$file->f_inode->i_mapping->host->i_mapping->host->i_mapping->host->i_mapping->nrpages)
	println($file->f_cred->user_ns->level, $file->f_cred->user_ns->ns.inum, $file->f_cred->uid.val)
}

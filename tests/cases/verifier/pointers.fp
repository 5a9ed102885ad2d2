// Pointers as numbers: arithmetic, comparisons, page masks, keys, differences.
probe fprobe("vfs_read") {
	page = (u64)$file & ~4095
	diff = (u64)$file->f_inode - (u64)$file->f_mapping
	println(page, diff, $file->f_inode > 0, (u64)$buf >> 12, (u64)$pos & 7, $file == NULL)
	last[tid()] = (u64)$file
	if (last[tid()] == (u64)$file && $buf != NULL) same[(u64)$file->f_inode % 64]++
	q = (struct file *)last[tid()]
	println(q->f_flags == $file->f_flags, q->f_inode->i_ino, ((struct inode *)(u64)q->f_inode)->i_sb->s_dev)
}

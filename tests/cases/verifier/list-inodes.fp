// A linked list in a loop: the inodes of a super block, by list heads.
probe fprobe("vfs_open").exit {
	sb = $file->f_inode->i_sb
	p = sb->s_inodes.next
	first = (u64)p
	off = (u64)&$file->f_inode->i_sb_list - (u64)$file->f_inode
	n = 0
	size = 0
	while (n < 100 && p != NULL) {
		i = (struct inode *)((u64)p - off)
		size += i->i_size
		if (i->i_nlink == 0) unlinked[i->i_sb->s_dev]++
		p = p->next
		n++
		if ((u64)p == first) break
	}
	println(n, size)
}

// Pointers that are added to: elements before and behind, unaligned reads, a struct found by its member.
probe fprobe("vfs_write").exit {
	p = (u64 *)$file
	n = 0
	for (i in 0..24) { n ^= *(p + i); n += *(u32 *)((u64)p + i * 8 + 2) }
	inode = $file->f_inode
	m = (u64)&inode->i_mapping
	back = *(u64 *)m
	println(n != 0, back == (u64)$file->f_mapping, *(u8 *)((u64)$file->f_path.dentry->d_name.name + 1))
	map = (struct address_space *)(*(u64 *)((u64)inode + (m - (u64)inode)))
	println(map->host->i_ino == inode->i_ino, p[1] == *(p + 1), *(s16 *)p)
}

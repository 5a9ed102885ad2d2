// Faults caught in loops: bad addresses, divisions by zero, indexes, one's own errors.
probe fprobe("vfs_read") {
	bad = 0
	for (i in 0..8) {
		try {
			if (i == 2) error("two")
			p = (struct dentry *)(i < 4 ? (u64)i : (u64)$file->f_path.dentry)
			bad += p->d_name.len * 0 + 1000 / (i - 5) * 0 + $file->f_inode->i_sb->s_id[i * 3] * 0
			try { bad += p->d_parent->d_parent->d_inode->i_nlink / (i - 6) } catch (e) { inner[e]++; continue }
			if (i == 7) break
		} catch (e) { outer[e]++; bad++ }
	}
	println(bad)
}

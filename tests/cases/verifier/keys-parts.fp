// Keys of eight parts, numbers of all widths and signs, truth values and characters.
probe fprobe("vfs_read").exit {
	m[pid(), tid(), uid(), cpu(), $return, $count, $file->f_flags, $file->f_mode]++
	n[-1, 0xffff_ffff, (u8)$count, (s8)$return, (u16)$count, (s16)$return, $file->f_pos, (u64)$file] += $return
	o[$buf, func(), true, 4KiB, $return < 0, 'r', elapsed() / 1us, gid()] = now()
	p[m[1, 2, 3, 4, 5, 6, 7, 8], n[1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8] in m, tid()] <<< elapsed()
}
probe fprobe("vfs_write") { k[$count]++; delete m; delete k[$count - 1]; delete n[-1, 2, 3, 4, 5, 6, 7, 8] }

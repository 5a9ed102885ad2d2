// All conversions with flags and widths, values of all types, in a loop and in branches.
probe fprobe("vfs_read").exit {
	for (i in 0..3) {
		printf("%5d %-8u|%08x %#X %o %c %b %p %v %v %v %v %s %10s %-10.3s %%\n", $return, $count, $file->f_flags, (u32)$file->f_mode, $file->f_inode->i_mode,
			'a' + i, $count & 255, $file, elapsed(), $return, $file->f_inode, func(), execname(), func(), string($file->f_path.dentry->d_name.name))
		if (i == 1) printf("%v %v %v %lld %llu %hd %zu\n", now(), 4KiB * i, $return < 0, $return, $count, $file->f_flags, $count) else println($return, "text", i == 2, -5ms)
	}
}

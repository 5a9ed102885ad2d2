// Strings that are filled up, of unknown lengths, some into keys.
probe fprobe("vfs_read").exit {
	s = sprintf("%-16s|%8d|%05d|%6.3s", execname(), $return, $return, string($file->f_path.dentry->d_name.name, 40))
	for (i in 0..4) s = sprintf("%20.10s%03d", s, i * $return)
	k[sprintf("%-12s%06x", execname(), $count)]++
	println(s)
}

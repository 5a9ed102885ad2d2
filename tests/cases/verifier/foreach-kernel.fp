// foreach in the kernel: of names, with values, limits and a way out.
probe fprobe("vfs_read") { reads[execname(), $file->f_inode->i_ino] += $count; big[tid()]++ }
probe fprobe("vfs_open").exit {
	n = 0
	foreach ([who, ino] in reads) n += reads[who, ino]
	foreach (v = [who, ino] in reads limit 5) { if (v > 100 && who == execname()) break; n -= v }
	foreach (v = t in big limit n & 15) { if (t == tid()) next; n += v }
	println(n)
}

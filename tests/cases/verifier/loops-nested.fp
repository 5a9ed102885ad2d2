// Six loops in each other, with ways out of all of them.
probe fprobe("vfs_read") {
	n = 0
	for (a in 0..3) for (b in 0..3) for (c in 0..3) for (d in 0..3) for (e in 0..3) {
		if (a == b && c == d) continue
		for (f in 0..3) {
			if (f == e) break
			if (a + b + c + d + e + f == $count) next
			n += $file->f_inode->i_nlink + a * 100 + f
		}
	}
	println(n)
}

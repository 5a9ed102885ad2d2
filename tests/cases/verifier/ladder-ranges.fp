// Ranges, one after the other, of values that are live behind the ladder.
probe fprobe("vfs_read").exit {
	r = $return
	c = $count
	k = 0
	if (r < 0) k = 1 else if (r == 0) k = 2 else if (r < 16) k = 3 else if (r < 64) k = 4 else if (r < 256) k = 5 else if (r < 1024) k = 6 else if (r < 4096) k = 7 else k = 8
	if (c < 16) k += 10 else if (c < 64) k += 20 else if (c < 256) k += 30 else if (c < 1024) k += 40 else if (c < 4096) k += 50 else if (c < 65536) k += 60
	if ($file->f_pos > 10) k += 100; if ($file->f_pos > 100) k += 100; if ($file->f_pos > 1000) k += 100; if ($file->f_pos > 10000) k += 100
	if (r > c) over++; if (r + c > 100) k++; if (r * 2 > c) k++; if (c - r < 10) k++; if (r & 1) k++; if (c & 1) k++; if (r & 2) k++; if (c & 2) k++
	if (r % 3 == 0) k++; if (c % 3 == 1) k++; if (r ^ c) k++; if ((r | c) > 77) k++; if (r >> 3 == c >> 3) k++; if (r << 1 == c) k++
	hist[k] <<< r; both[k, r < 0, c > 100] <<< c
	println(k, r, c)
}
global over

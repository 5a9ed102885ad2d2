// break, continue, next and exit() out of nested loops, with and without faults.
global stop = 0
probe fprobe("vfs_read").exit {
	n = 0
	for (i in 0..10) {
		if (i == 7) break
		k = i
		while (true) {
			if (k++ > 5) break
			for (j = 0; ; j += 2) { if (j > k) break; if (j == 4) continue; n += j; if (n > 1_000_000) next }
			if (stop) exit()
		}
		if (i % 2) continue
		try { for (m in 0..4) { n += 100 / (i - m) } } catch { n -= 1 }
	}
	println(n)
}

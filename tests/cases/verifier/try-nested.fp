// try in catch in try, in functions, and around loops that fault at their depth.
function risky(n, f: struct file *) {
	try { return 100 / n + f->f_inode->i_nlink } catch (e) { try { return 50 / (n + 1) } catch { return -1 } }
	return 0
}
probe fprobe("vfs_write").exit {
	n = 0
	for (i in -3..4) n += risky(i, $file)
	try { for (i in 0..5) for (k in 0..5) { if (i * k == 12) n += 1 / ((i - 3) * (k - 4)); n++ } } catch (e) {
		try { for (m in 0..3) n += 8 / (2 - m) } catch (f) { c[e, f]++ }
	}
	println(n)
}

// Loops in functions in loops: a function's return leaves its own loops alone.
function find(f: struct file *, n) {
	for (i in 0..16) {
		for (k in 0..4) { if (f->f_inode->i_sb->s_id[i] == n + k) return i * 4 + k }
		if (f->f_inode->i_sb->s_id[i] == 0) return -1
	}
	return -2
}
function sum(f: struct file *, from, to) { s = 0; for (i in from..to) { x = find(f, i); if (x < 0) continue; s += x }; return s }
probe fprobe("vfs_write") {
	t = 0
	for (c = 'a'; c < 'e'; c++) t += sum($file, c, c + 3)
	println(t, sum($file, '0', '9'), find($file, 'd'))
}

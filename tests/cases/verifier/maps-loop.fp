// Maps written in loops: bits, tables, and a matrix.
probe fprobe("vfs_write").exit {
	for (b in 0..64) if ($count >> b & 1) bits[b]++
	for (x in 0..4) for (y in 0..4) { grid[x, y] += x * y; if (grid[y, x] > grid[x, y]) grid[x, y] = grid[y, x]; t[x] = grid[x, x] + t[y] }
	n = string($file->f_path.dentry->d_name.name, 24)
	for (i in 0..5) { s[n, i] = substr(n, i, 2); if (s[n, i] == "") { delete s[n, i]; break }; pairs[s[n, i]] <<< i }
	foreach (v = [a, b] in grid) if (v == 0) delete grid[a, b]
}

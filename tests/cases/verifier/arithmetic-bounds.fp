// Numbers that become indexes, shifts and lengths behind tests of all sorts.
probe fprobe("vfs_read").exit {
	sb = $file->f_inode->i_sb
	n = string($file->f_path.dentry->d_name.name, 60)
	i = $count % 32; j = $count & 15; k = (s64)$count - 3; m = $return > 31 ? 31 : $return
	x = sb->s_id[i] + sb->s_id[j]
	if (k >= 0 && k < 32) x += sb->s_id[k]
	if (m >= 0) x += sb->s_id[m] << m
	if (i + j < 30) x -= sb->s_id[i + j]; if (i >= j) x ^= sb->s_id[i - j] >> (i - j)
	s = substr(n, i % 5, j) + substr(n, j > 3 ? j : 3, k > 2 && k < 9 ? k : 1) + substr(n, strlen(n) / 2) + substr(n, strlen(n) - 3, $count)
	for (l in i..j + 20) { if (l > 31) break; x += sb->s_id[31 - l] * (l - j) / (l + 1); s2 = substr(s, l, l % 7); c[s2, l / 3] <<< x >> l }
	println(x, s, strlen(s), substr(s, x & 63, (x >> 6) & 31))
}

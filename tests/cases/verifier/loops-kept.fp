// Loops at an exit that use what the entry kept: words, strings, pointers, the time.
probe fprobe("vfs_read") {
	name = string($file->f_path.dentry->d_name.name)
	d = $file->f_path.dentry
	pos = $file->f_pos
} exit if ($return > 0) {
	up = 0
	e = d
	for (i in 0..10) { if (e == e->d_parent) break; e = e->d_parent; up++; if (e->d_name.len > strlen(name)) longer[name, i] <<< elapsed() }
	for (b in 0..64) { if ($return >> b == 0) { bits[b, name]++; break } }
	while (up > 0) { up--; if ($file->f_pos - pos != $return) moved[up]++ }
}

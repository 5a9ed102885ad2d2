// String locals kept from the entry to the exit, 256 bytes each, also of nested calls.
probe fprobe("vfs_open") {
	n = string($path->dentry->d_name.name, 255)
	p = string($path->dentry->d_parent->d_name.name, 255)
	fs = string($path->dentry->d_sb->s_type->name)
	who = execname() + "/" + n
	flags = $file->f_flags
} exit {
	if ($return == 0) println(n, p, fs, who, flags, elapsed() > 0)
	else failed[substr(execname(), 0, 4), n, fs, $return]++
	opened[n, p] <<< elapsed()
	if (starts_with(who, "cat/") && substr(p, 0, 1) != n && strlen(n) < 40) count[n, p] = fs
}

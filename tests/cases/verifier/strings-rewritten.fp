// A string that is kept from the entry and written to at the exit; pointers to pointers; names against strings.
probe fprobe("vfs_read") { name = "a" + execname() } exit {
	if ($return > 0) name = name + "b"
	for (i in 0..3) name = name + "c"
	println(starts_with(name, "a" + execname()), strlen(name) > 3)
}
probe fprobe("vfs_open") {
	inode = (struct inode **)((u64)&$file->f_inode)
	println(inode[0] == $file->f_inode, func() >= probe_name(), tokenize("x,y", ",") + tokenize("", ","))
}

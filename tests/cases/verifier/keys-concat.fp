// Keys that are made in their place: joined, cut, chosen.
probe fprobe("vfs_read") {
	n = string($file->f_path.dentry->d_name.name, 60)
	a[execname() + ":" + n, substr(n, 0, 4)]++
	a["<" + substr(n + execname(), 2, 20) + ">", strlen(n) > 5 ? n : "short"] += strlen(n)
	b[$count > 1KiB ? "big" : $count > 100 ? "medium" : "small", func() == "vfs_read" ? "R" : "W"] <<< $count
	c[n + n] = n + "-" + n
	println(c[n + n], strlen(c[n + n]), a[execname() + ":" + n, substr(n, 0, 4)])
}

// Keys of 256-byte strings; the same key written, read, counted, aggregated and deleted.
probe fprobe("vfs_open").exit {
	n = string($path->dentry->d_name.name, 255)
	p = string($path->dentry->d_parent->d_name.name, 255)
	opens[n, p]++
	ret[n] = $return
	lat[p] <<< elapsed()
	when[n, p] = now()
	if (when[n, p] - now() < 0 && [n, p] in when && opens[n, p] > 1) { delete when[n, p]; opens[n, p] += 2 }
}

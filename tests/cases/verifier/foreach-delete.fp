// Deleting in foreach, by slices, and all of a map.
probe fprobe("vfs_read") {
	since[execname(), tid()] = now()
	seen[string($file->f_path.dentry->d_name.name, 30)]++
	counts[execname(), tid(), $count] += 1
}
probe fprobe("vfs_open").exit {
	foreach (t = [who, id] in since) { if (now() - t > 1ms) delete since[who, id] }
	foreach (v = n in seen) { if (v > 3 || starts_with(n, "lib")) { old[n] = v; delete seen[n] } }
	delete counts[execname(), *, *]
	delete counts[*, tid(), 4096]
	if ($return) delete old
	delete since
}

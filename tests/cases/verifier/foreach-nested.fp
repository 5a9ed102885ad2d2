// foreach in foreach in a loop, each with its own keys of strings.
probe fprobe("vfs_read") { a[execname(), tid()]++; b[string($file->f_path.dentry->d_name.name)]++; c[$count]++ }
probe fprobe("vfs_open").exit {
	n = 0
	for (i in 0..2) {
		foreach (v = [who, t] in a limit 8) {
			foreach (name in b limit 4) {
				if (starts_with(name, who)) continue
				foreach (w = k in c) { if (w > 1000) break; n += v * w + k; if (n > 1_000_000_000) next }
				for (x in 0..3) n += strlen(name) * x
			}
		}
	}
	println(n)
}

global dputs
global mkdirs

// replaced by elapsed()
probe fprobe("vfs_read").exit {
	read_us <<< elapsed() / 1us
}

// replaced by parameters and a local; what was said inside stays
probe fprobe("vfs_write") if (pid() > 1) {
	flags = $file->f_flags	// at entry
} exit if ($return > 0) {
	printf("%x %x %d\n", flags, $file->f_mode, elapsed() / 1ms)
}

// several functions
probe fprobe("vfs_fsync").exit, fprobe("vfs_open").exit {
	us[func()] += elapsed() / 1us
}

// not replaced: another probe reads it
probe fprobe("vfs_statx") {
	inside[tid()] = 1
}
probe fprobe("dput") if (inside[tid()]) {
	dputs++
}
probe fprobe("vfs_statx").exit {
	delete inside[tid()]
}

// not replaced: not written on every way
probe fprobe("vfs_unlink") {
	if (uid() == 0) {
		root[tid()] = now()
	}
}
probe fprobe("vfs_unlink").exit if (root[tid()]) {
	unlink_us <<< (now() - root[tid()]) / 1us
	delete root[tid()]
}

// not replaced: the key is another one
probe fprobe("vfs_mkdir") {
	dir[$dir] = now()
}
probe fprobe("vfs_mkdir").exit {
	mkdirs++
}

probe end {
	println("dputs:", dputs)
	println("mkdirs:", mkdirs)
}

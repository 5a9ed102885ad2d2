// Pointers of several types in one place of a key are numbers; a sign that begins no directive stays.
probe fprobe("vfs_create") {
	birth[$mode] = now()
	n[$mode, execname()]++
}
probe fprobe("vfs_unlink") if (birth[(u64)$dir]) {
	printf("%d ms, %d%% of it, 5%%\n", (now() - birth[(u64)$dir]) / 1ms, 5)
	delete birth[(u64)$dir]
}
probe fprobe("security_inode_create") {
	birth[(u64)$dir] = now()
	same[$dentry] = 1
}
probe fprobe("d_delete") {
	delete same[$dentry]
	printf("%s%%", execname())
}

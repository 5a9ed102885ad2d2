// The same function, seen by several.
probe begin { println("begun") }
probe fprobe("vfs_read") { n[pid()]++ }
probe end {
	foreach (v = k in n) printf("of:%d %d\n", k, v)
	println("pid", target())
}

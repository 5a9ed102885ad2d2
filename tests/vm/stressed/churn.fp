// Keys come and go in calls that overlap.
global hits, since[u32]: time
probe fprobe("vfs_read") if (execname() == "load") { since[tid()] = now() }
probe fprobe("vfs_read").exit if (execname() == "load" && tid() in since) {
	hits++; took <<< now() - since[tid()]; by[tid() % 7, execname()] <<< $return; spent <<< elapsed()
	delete since[tid()]
}
probe end { println("hits", hits) }

// One map, one aggregate, a string and records in NMIs, which interrupt handlers that do the same; a map whose keys
// they delete.
global nmi = 0, task = 0, ends = 0, n[string], gone[string], a: count, s: string
probe fprobe("show_regs") if (execname() == "busybox") {
	nmi++; n["all"]++; n["nmi"]++; a <<< 1; s = "nmi"; delete gone
	printf("%d\n", pid())
	if (once()) printf("%s\n", kstack())
} exit { if (execname() == "busybox") ends++ }
probe fprobe("vfs_read, rw_verify_area, ksys_read") if (execname() == "busybox") {
	task++; n["all"]++; n["task"]++; a <<< 1; s = "task"; gone["task"]++
}
probe end { delete gone; printf("nmi %d ends %d sum %d map %d %d aggregate %d\n", nmi, ends, nmi + task, n["all"], n["nmi"] + n["task"], @count(a)) }

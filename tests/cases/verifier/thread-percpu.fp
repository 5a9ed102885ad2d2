// One variable per thread, one per CPU: counted, kept and given away in all handlers.
thread depth: int
thread since: u64
thread bytes: u64
percpu switches: u64
percpu last: u64
probe fprobe("vfs_read") { depth++; since = now(); bytes += $count; last = tid() } exit {
	if (depth > 0) depth--
	println(depth, now() - since > 0, bytes, last == tid(), elapsed() > 0)
	if (bytes > 100000) delete bytes
}
probe tracepoint("sched:sched_switch") {
	switches++
	for (i in 0..3) { switches += i; since = since + i; if (depth > i) busy[cpu()] <<< depth }
	if (switches % 16 == 0) { last = 0; n[switches & 255] += bytes }
}

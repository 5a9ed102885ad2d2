// Keys come and go on all CPUs while others read, walk and count: nobody sees another key's value, and
// what is only added to is counted exactly.
global total, wrong, torn, walked
global come[key: u64]: u64 limit 40
global text[key: u64]: string limit 40
global recent[key: u64]: u64 lru limit 16
thread mine: u64
percpu here: u64

probe fprobe("vfs_read") if (execname() == "load" && $count == 1) {
	total++; mine++; here++
	k = (u64)now() / 256 % 37
	sum[k]++; taken <<< k; part[k] <<< k; lat[k % 4] <<< k
	v = come[k]
	if (v != 0 && v != k * 7) wrong++
	come[k] = k * 7
	if (k % 3 == 0) delete come[k]
	w = recent[k]
	if (w != 0 && w != k * 5) wrong++
	recent[k] = k * 5
	name = sprintf("number %d", k)
	t = text[k]
	if (t != "" && t != name) torn++
	text[k] = name
	if (k % 4 == 0) delete text[k]
	if (every(50)) {
		delete part[k]
		foreach (x = y in come) { walked++; if (x != y * 7) wrong++ }
	}
}
probe end {
	n = 0; p = 0; r = 0
	foreach (v = k in sum) n += v
	foreach (k in part) if (@min(part[k]) != k || @max(part[k]) != k || @sum(part[k]) != k * @count(part[k])) p++
	foreach (v = k in recent) { r++; if (v != k * 5) wrong++ }
	println("hits", total, n, @count(taken), here)
	println("wrong", wrong, torn, p, "walked", walked > 0, "recent", r)
	delete come
	for (k in 0..40) come[k] = 1
	println("room", 39 in come, @quantile(lat[1], 100) <= 36)
}

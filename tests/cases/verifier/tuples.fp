// Tuples: kept from entry to exit, in maps by string and number, per thread, walked in the kernel.
thread mine
percpu seen
function about(n, f) { return [n, string(f->f_path.dentry->d_name.name, 40), n * 2] }
probe fprobe("vfs_read"), fprobe("vfs_write") {
	before = [now(), $count, execname()]
} exit {
	req[string($file->f_path.dentry->d_name.name, 40), tid()] = [before[1], elapsed(), before[2]]
	last[tid()] = about($count, $file)
	r = last[tid()]
	if (r[2] == 2 * before[1]) println(r, before)
	old = mine
	mine = [$return, old[0], r[1]]
	seen = [old[1], r[0]]
	println(mine, seen[1], req["null", tid()][2])
	if (last[1][0] > 10) delete last[1]
}
probe tracepoint("sched:sched_process_exit") {
	sum = 0
	foreach (v = [name, t] in req) {
		if (v[2] == execname()) sum += v[0]
		most[name] = [v[0], t, v[2]]
	}
	if (sum) println(sum)
}

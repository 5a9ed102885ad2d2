// Slices by strings and numbers, with limits, in functions and at an exit that kept a string.
function total(who, n) { s = 0; foreach (v = [a, b, c] in io[who, *, *]) { s += v; if (s > n) return n }; return s }
probe fprobe("vfs_read") {
	name = string($file->f_path.dentry->d_name.name, 40)
	io[execname(), name, tid()] += $count
} exit {
	s = total(execname(), 1_000_000)
	foreach ([a, b, c] in io[*, name, *] limit 10) { if (c != tid()) shared[a, name, b == name]++ }
	foreach (v = [a, b, c] in io[execname(), name, tid()]) s -= v
	println(s, name)
}

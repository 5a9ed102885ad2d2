// next, return and exit() at all depths, with what is kept given back.
global stop
function give(n) { if (n > 3) return; for (i in 0..n) { if (i == 2) return; seen[i]++ } foreach (k in seen) { if (k > n) return; total += k } }
probe fprobe("vfs_read") {
	if ($count == 0) next
	x = $count
	for (i in 0..3) for (k in 0..3) { if (x == i * k) next; if (i + k == 4) break; x += 1 }
	foreach (v = k in seen) { if (v > 1_000_000) next; x += v }
	try { if (x % 5 == 0) error("five"); give(x % 5) } catch { x = 0 }
	name = string($file->f_path.dentry->d_name.name, 30)
} exit {
	if ($return < 0) next
	for (i in 0..5) { if ($return == i) next; if (stop) exit(); give(i); if (i == 3) try { if ($return / i > x) next } catch { next } }
	println(x, name, total)
}
global total

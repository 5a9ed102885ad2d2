// once, every and at_most at many places, in loops, functions and both halves of a pair.
function note(n) { if (every(10)) println("tenth", n); if (at_most(3, 1s)) limited++; return n }
probe fprobe("vfs_read") {
	if (once()) println("first", $count)
	for (i in 0..8) { if (every(3)) note(i); if (at_most(2, 10ms)) note(i * 10) }
	x = every(2) ? note(1) : note(2)
} exit {
	if (every(5) && at_most(4, 1s) || once()) println(x, elapsed() > 0, limited)
	foreach (k in m limit 3) { if (every(2)) delete m[k] }
	m[note($return)]++
}
global limited

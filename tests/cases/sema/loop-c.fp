// Loops, blocks, try, functions and what they share with their surroundings.
function above(x, least) { if (x > least) return x; return least }
function words(n) { s = "none"; for (i in 0..n) s = "some"; return s }
probe fprobe("mini_read").exit if ($count > 4) {
	n = 0
	f = $file
	for (i in 0..10) {
		if (i == 5) continue
		try { n += above(100 / (i - 3), 1) + f->mode } catch (e) { println(e); if (n > 50) break }
		while (n > 1000) { n -= i; if (n == 1234) next }
	}
	println(n, words(n), elapsed(), $count, n++ + 1)
	error("enough")
}

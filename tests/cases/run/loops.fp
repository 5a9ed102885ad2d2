probe begin {
	for (a in 0..4) {
		if (a == 1) continue
		for (b in 0..4) { if (b == 2) break; println(a, b) }
	}
	for (d = 10; d > 0; d -= 3) println("down", d)
	n = 3
	while (n-- > 0) println("while", n)
	for (;;) { n++; if (n > 4) break }
	println(n)
	for (i in 5..5) println("never")
	for (i in 0xffffffffffffffff..0xffffffffffffffff) println("never")
}

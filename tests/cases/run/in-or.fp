// Whether a key is there, joined with other conditions.
probe begin {
	m[1] = 1; s["a", 2] = 0; n = 0
	for (i in 0..3) {
		n += (i in m) || i
		n += ((i in m) | (["a", i] in s)) << 4
		if ((i in m) || (["a", i] in s) || i > 5) n += 100
		if (!(i in m) && !(["a", i] in s)) n += 1000
		x = i
		n += ((["b", x] in s) || x) * 10000
	}
	println(n)
}

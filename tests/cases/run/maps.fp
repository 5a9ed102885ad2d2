// Keys of numbers and strings, values of both; what is not there is 0 or "".
global named[who: string, n: u32]: u64
probe begin {
	for (i in 0..5) { m[i % 3]++; m2["k" + (i > 2 ? "x" : "yy"), i / 2] += i }
	for (i in 0..7) named["a", i] = i * 10
	println(m[0], m[1], m[2], m[7], 2 in m, 9 in m, ["kx", 2] in m2, m2["kx", 2])
	s[1] = "one"; s[2] = "two"; println(s[1] + s[2], s[3] == "")
	delete m[1]
	println(m[1], 1 in m, m[0]++, m[0], ++m[0], m[0]--, --m[0])
	q[5] = 3; q[5] -= 4; println(q[5])
	q[-1] = q[5] * 2; q[-1] *= 3; println(q[-1], (q[9] = 5) + 1)
	b[true, 'x', 3ms] = -ENOENT; println(b[true, 'x', 3ms])
	n["deep"] = 1; o[n["deep"], n["none"]] = 7; println(o[1, 0], o[n["deep"], 0])
	delete m; println(0 in m, m[0])
}

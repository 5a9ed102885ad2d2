// Types of maps that are known by themselves alone.
probe begin {
	t[1] = t[2] + 1; println(t[1], t[2])
	for (i in 0..10) fib[i] = i < 2 ? i : fib[i - 1] + fib[i - 2]
	println(fib[9])
	for (i in 0..3) u[i] = u[i] * 2 + 0xffff_ffff_ffff_fff0
	println(u[1], 18446744073709551600 == u[2])
	d[1] = d[1] + 5ms; println(d[1], d[2] * 2 - d[1])
	s["a"] = substr("x" + s["b"], 0, 2); println(s["a"], s["b"])
	m[true ? m[3] : 4] = m[1] | 5; println(m[4], m[0])
}

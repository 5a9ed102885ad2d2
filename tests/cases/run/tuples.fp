// Tuples in locals, functions and maps; parts are swapped and printed.
function both(a, b) { return [a + b, a - b] }
begin {
	r = [1, "two", 3ms]
	println(r, r[1])
	printf("%v|%d\n", r, r[0])
	m[5] = [7, "abc"]
	m[6] = [8, "a longer string"]
	q = m[5]
	println(q, m[6][1], m[9])
	s = both(10, 4)
	s = [s[1], s[0]]
	println(s, both(1, 2)[1])
	foreach (v = k in m) { if (k == 6) println(k, v, v[1]) }
	delete m[5]
	m[7] = m[6]
	println(5 in m, m[7][0])
}

// In no order: so what comes out does not depend on it.
probe begin {
	for (i in 0..20) { m[i] = i * i; t["a" + (i % 2 ? "odd" : "even"), i] = i }
	n = 0
	foreach (k in m) n += k * 1000 + m[k]
	println(n)
	foreach (v = [a, b] in t) { n += v; if (a == "aodd") n += 100000 }
	println(n)
	n = 0
	foreach (k in m limit 7) n++
	foreach (k in m limit n - 4) n += 100
	println(n)
	foreach ([a, b] in t["aeven", *]) { n += b; if (b > 1000) break }
	println(n)
	foreach (k in m) { if (k % 3 == 0) continue; delete m[k] }
	delete t["aodd", *]
	c = 0
	foreach (k in m) foreach ([a, b] in t) c++
	println(c, ["aodd", 3] in t, ["aeven", 4] in t)
	foreach (v = k in m) { v2 = v; try { if (k == 9) error("nine") } catch (e) { println(e) } }
}

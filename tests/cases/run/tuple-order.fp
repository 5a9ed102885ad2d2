// foreach sorted by tuples: the first parts first; maps of tuples that are left are tables.
// user
begin {
	m["c"] = [2, "b"]
	m["a"] = [2, "a"]
	m["b"] = [10, "a"]
	foreach (v = k in m+) println(k, v)
	foreach (v = k in m-) println(k, v[0])
	t["x", 1] = [1ms, -5, "left"]
	t["longer", 20] = [3us, 17, "over"]
}

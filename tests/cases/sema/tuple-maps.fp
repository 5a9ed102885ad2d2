// Tuples in maps: one shape, one type for each part; no part is written alone.
begin {
	m[1] = [1, 2]
	m[2] = 3
	m[3] = [1, 2, 3]
	n["a"] = ["x", 1]
	n["b"] = [1, "x"]
	n["a"]++
	n["a"] += 1
	n["a"][0] = "y"
	println(n["a"][2])
	foreach (v = k in m) v[0] = 1
	k = [1, 2]
	m[k] = [1, 2]
	w["a"] = [sprintf("%d", 1), buf(0, 4)]
}

// A tuple is its parts: locals, a local for each part that is wanted of a map, a value list.
begin {
	r = [1, "two"]
	m[r[1]] = [r[0], r[1], 3]
	println(m["two"][2], m["one"])
}

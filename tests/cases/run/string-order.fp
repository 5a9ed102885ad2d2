// Operands are evaluated from left to right: a string that a later one writes to was read before.
function change(x) { x = x + "!"; return x }
probe begin {
	s = "abc"
	println(s, (s = "de"), s)
	println(s + (s = "xyz"), s < (s = "a"), s == "a", starts_with(s, (s = "ab")))
	println(substr(s, strlen((s = "longer")) - 5), s)
	println((s != "" ? s : "none") + (s = "x"), (s = s + "1") + (s = s + "2"))
	m[s, (s = "second"), s] = 1
	foreach ([a, b, c] in m) println(a, b, c)
	t[(s = "key")] = s; t[s] = s + change(s); println(t["key"], s)
	u[(s = "new")] = (s = "old")
	println(u["new"], "new" in u, s)
}

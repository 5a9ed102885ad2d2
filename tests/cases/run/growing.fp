// A string that grows in a loop has room for 127 bytes at least; literals join at once.
const name = "two" + " " + "words"
function dots(s, n) { r = s; for (i in 0..n) r = r + "."; return r }
probe begin {
	println(name, name + "!" == "two words!", strlen(dots("ab", 3)), strlen(dots("x", 200)) >= 127)
	s = ""
	for (i in 0..60) s += "ab"
	println(strlen(s))
	t = ""
	u = ""
	for (i in 0..40) { u = t; t = u + "abc" }
	println(strlen(t), strlen(u))
	for (i in 0..42) m[1] += "abc"
	println(strlen(m[1]))
}

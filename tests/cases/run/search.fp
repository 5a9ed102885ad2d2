// strpos and contains, at every end of both.
global needle = "cd"
function find(a, b) { return strpos(a, b) * 100 + contains(a, b) }
probe begin {
	println(strpos("abcdef", needle), strpos("abcd", needle), strpos("abc", needle), strpos("", needle))
	println(find("aacdcd", "cd"), find("ababac", "abac"), find("x", ""), find("", ""), find("ab", "abc"))
	wide = "0123456789012345678901234567890123456789012345678901234567890123456789"
	println(strpos(wide + "needle" + wide, "needle"), contains(wide, wide), contains(wide, wide + "x"))
	for (i in 0..3) s[i] = substr("one two three", i * 4)
	for (i in 0..3) println(s[i], strpos(s[i], "t"), contains(s[i], "th"))
}

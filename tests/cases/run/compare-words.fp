// A string of 8 bytes, which may end anywhere, and a literal that goes on behind its first 8.
probe begin {
	s[0] = "zero"
	println(s[3] > "abcdefgh")
}
probe begin {
	t[1] = "abcdefg"
	for (i in 0..3) {
		println(t[i] > "abcdefgh", t[i] == "abcdefgh", "abcdefgh" < t[i])
		println(starts_with("abcdefgh", t[i]), starts_with(t[i], "abcdefgh"))
	}
}

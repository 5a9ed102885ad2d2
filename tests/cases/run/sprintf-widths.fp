// Widths in sprintf(), as printf has them.
probe begin {
	for (n in 0..3) {
		v = n == 0 ? 7 : n == 1 ? -42 : 123456
		s = n == 0 ? "" : n == 1 ? "abc" : "abcdefgh"
		println(sprintf("[%5d|%-5d|%05d|%5x|%-05x|%1d]", v, v, v, v, v, v))
		println(sprintf("[%5s|%-5s|%.2s|%5.2s|%-5.2s|%05s|%.0s]", s, s, s, s, s, s, s))
	}
	println(sprintf("%3c|%-3c|%02d:%02d.%06d", 'x', 'y', 5, 59, 1234), strlen(sprintf("%128s", "x")))
}

// units, bases, separators, escapes, adjacent strings
probe begin {
	a = [0, 1_000_000, 0xFF_ff, 0B101, 0x0]
	b = [1ns, 1us, 1ms, 1s, 1min, 1h, 1d, 0s]
	c = [1K, 1M, 1G, 1T, 1KiB, 1MiB, 1GiB, 1TiB]
	d = ['a', '\n', '\0', '\'', '"', '\x7f', '\101', '\xff']
	e = "\a\b\e\f\n\r\t\v\\\"\'\x41\1018" "" "x" // comment
		"é"
	f = 18446744073709551615
}

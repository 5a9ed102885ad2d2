// numbers that are none: fractions, units, leading zeros
probe begin {
	a = [007, 0o17, 09, 00]
	b = [1.5ms, 1.5, 0x1.8]
	c = [10msec, 10KB, 10k, 3UL, 5q, 12abc]
}
probe timer(5m) { g = 1 }

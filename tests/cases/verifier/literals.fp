// Many literals, long and short, chosen by ladders, as keys, values and arguments.
function class(n: s64) {
	if (n < 0) return "an error that the kernel returned to its caller"
	if (n == 0) return "end of file"
	if (n < 16) return "a few bytes"
	return n < 4096 ? "less than a page" : n < 65536 ? "some pages" : "a lot more than one would expect of a single read"
}
probe fprobe("vfs_read").exit {
	c[class($return), class($count), class(strlen(class($return)))]++
	printf("%s %s %s\n", class($return), "a literal \t with \"escapes\" and \x41", $return == $count ? "full" : "partial")
}

// Memory of the process: strings, elements, what is behind pointers that lie there; searches, and now and then.
probe fprobe("mini_read") if (at_most(5, 1s)) {
	s = user_string($buf, 20)
	if (contains(s, "x") && once()) println(s, $buf[3], *$buf, strpos(s, "yz"))
	println(user_string($file->ubuf), every(10))
}

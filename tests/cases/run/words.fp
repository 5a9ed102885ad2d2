// What shows as a word becomes a string where one is wanted.
global last = "none"
probe begin {
	n = 2
	println(n > 1 ? errno_str(n) : "", "on " + signal_name(9), sprintf("%s/%s", errno_str(-13), ksym(0)))
	println(errno_str(2) == "ENOENT", errno_str(n) > "EN", strlen(errno_str(n)), string(signal_name(77)), errno_str(-70000) + "!")
	named["x"] = 1
	named[errno_str(5)] = 2
	last = signal_name(15)
	what = "a"
	if (n) what = errno_str(n)
	println(named["EIO"], errno_str(5) in named, errno_str(6) in named, last, what, substr(errno_str(n), 1, 3))
	foreach (k+ in named) println(k)
	delete named
}

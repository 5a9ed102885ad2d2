// = in every sort of condition, and compound assignments
probe begin if (x = 1) {
	while (y = f()) { }
	if (z += 1) { } else if (a = 2) { }
	if (f(b = 1)) { }
	if ((c = 1)) { }
	for (; d = 1; ) { }
}
filter (pid() = 3)

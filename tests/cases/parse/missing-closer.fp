// a bracket that is missing where the statement ends
probe begin {
	x = f(1, (2 + 3)
	y = a[1
	z = g(1 }
probe end { if (x { y = 1 } }
probe fprobe("f" { y = }

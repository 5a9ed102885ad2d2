// several errors in one run, no cascades, and what is right between them is taken
probe begin {
	x = (1 + 2
	y = 3
	printf("%d\n", x y)
	a[1 = 2; b = 3
	if (x > ) { z = 4 } else z = 5
	while (x <) x++
	c = 1 + * 2 / / 3
}
function f(a b) { return a }
probe end { y = 1 }

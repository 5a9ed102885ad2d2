// what stands behind an error on the same line is skipped, the next line is not
probe begin {
	a = ) b = )
	c = )
	d = f(g(h(1 2), 3), 4) e =
	f = [1, 2 3]; g = ]
	h = { 1 }
	try { i = } catch (3) { j = }
	k = 1 .. 2
}

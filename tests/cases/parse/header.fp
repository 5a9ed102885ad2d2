// an error in a header spoils nothing but the header
probe begin {
	if (x 3) { a = } else { b = }
	while (x y) { c = }
	for (i = 0, i < 3, i++) { d = }
	foreach (k of m) { e = }
	foreach (k in m limit) f =
	if x > 3 { g = } else { h = }
}
probe begin if (x y) { i = }

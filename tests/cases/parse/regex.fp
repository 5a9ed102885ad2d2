// =~ is refused with a string behind it; a = ~b without a blank is an assignment
probe begin {
	a =~ "x"
	b =~b
	if (!~b) c = 1
	if (d =~ e) f = 1
}

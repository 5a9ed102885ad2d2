// a string ends on its line; the rest of the script is read on
probe begin {
	a = "no end
	b = 2 +
}
probe begin { c = "tail \
	d = }

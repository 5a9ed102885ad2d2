// calls without parentheses and with broken arguments
probe begin {
	printf "x\n"
	println x
	f(,)
	f(1,)
	f(1; x = 2
	y = f(1)(2)
}

// A function that prints while the values of another println are being made spoils none of them.
function noisy(x) { println("noisy", x, x * 2); return x + 1 }
probe begin {
	println(1, "two", noisy(3), "four")
	printf("%d %s %d\n", 7, "eight", noisy(noisy(9)))
}

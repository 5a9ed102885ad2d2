function fib(n: u32): u64 {
	a = 0; b = 1
	for (i in 0..n) { t = a + b; a = b; b = t }
	return a
}
probe begin {
	for (n in 0..94) if (n % 10 == 3) println(n, fib(n))
}

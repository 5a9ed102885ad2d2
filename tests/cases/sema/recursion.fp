// Functions and loops that cannot be: calls in a circle, ways without a value, jumps to nowhere.
function even(n) { if (n == 0) return 1; return odd(n - 1) }
function odd(n) { if (n == 0) return 0; return even(n - 1) }
function maybe(n) { if (n > 0) return n }
function typed(s: string, n: u8): u16 { next; return n }
function twice(a, a) { return a }
probe begin {
	println(even(4), maybe(1))
	println(typed(1, 2), typed("a"), typed, twice(1, 2))
	x = typed
	for (i in 0..3) { i = 4 }
	try { x = 1 } catch (e) { e = 2 }
	for (y in 5) { }
	error(3)
	return 4
}
probe begin { break }
probe begin { continue }
const c = even(3)
probe begin {
	for (;;) for (;;) for (;;) for (;;) for (;;) for (;;) for (;;) { }
}

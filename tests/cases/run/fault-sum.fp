// What is calculated behind a division that faults.
global c = 0, g: s8 = -1
function one(x: u16): bool { return 1 }
function f(p): u16 {
	x = (c < (c + (one(2) >= (c + (g / c)))))
	println(x)
	return 1
}
probe begin {
	m[1] = 1
	try { println(1 + f(1), m[g / c] + (2 << (g % c))) } catch (e) { println(e) }
}
probe begin(1) { m[2] = 1; println(f(1)) }

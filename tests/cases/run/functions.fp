function size(x) { if (x > 5) return "big"; return "small" }
function twice(x) { return x + x }
function show(x) { if (x > 3) return; x++; println(x) }
function first(a, b, c) { for (i in 0..100) { for (k in 0..100) { if (i * k == c) return a * 1000 + b * 10 + i } } return -1 }
probe begin {
	println(size(3), size(6), twice(21), twice("ab"), twice(1ms))
	show(1); show(4)
	println(first(1, 2, 35), first(0, 0, 9999), twice(twice(twice(1))))
	x = size(9) == "big" ? twice(size(1)) : "none"
	println(x, strlen(twice(x)))
}

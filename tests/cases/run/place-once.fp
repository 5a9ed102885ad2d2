// The key and the value of m[k] *= v and of (m[k] = v) are evaluated once, the value first.
function noisy(x) { println("noisy", x); return x }
probe begin {
	i = 0
	m[0] = 3; m[1] = 5; m[2] = 7
	m[i++] *= 2
	println(i, m[0], m[1])
	x = (m[i++] |= 8) + 100
	println(i, x, m[1])
	x = (m[noisy(2)] += noisy(10))
	println(x, (m[noisy(3)] = noisy(4)), m[3])
	i = 0
	m[i] -= (i = 1); m[i] <<= (i = 2)
	println(i, m[0], m[1], m[2])
	s["a"] = "b"; k = "a"
	println((s[(k = k + "b")] = k + "c") + "!", k, s["ab"])
}

// Numbers and strings into strings, as printf would.
global min = -9223372036854775807
function name(n) { return sprintf("n%d", n) }
probe begin {
	println(sprintf("%d|%u|%x|%c|%s", -5, 5, 255, 'z', "text"), sprintf("plain"), sprintf("100%%"))
	println(sprintf("%d %u %x", min - 1, min - 1, min - 1), sprintf("%d", 0), sprintf("%x", 0))
	for (i in 0..5) { m[name(i * i * i * i * i * i * i)] = sprintf("<%s:%x>", name(i), i * 1000000007) }
	println(m["n0"], m["n1"], m["n128"], m["n2187"], m["n16384"], strlen(name(1234567890123)))
	println(sprintf("%u", (u8)-1), sprintf("%x", (s16)-2), sprintf("%d", (s8)200), sprintf("%s%s", "a", ""))
	delete m
}

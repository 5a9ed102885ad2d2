// A narrow number as substr's length: its sign is tested before it is bounded.
global a: s32 = -2147483648, b: s16 = 3, c: u8 = 255
probe begin {
	println(substr("seven77", 4, a), substr("seven77", 4, b), substr("seven77", 4, c))
	for (i in 0..2) println(substr("seven77", i, b) + "|")
	if ("b" <= substr("seven77", 2, a)) println("never")
}

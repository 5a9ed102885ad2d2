// What maps cannot be used for.
global good[u32, string]: u64
global never[u32]
probe fprobe("mini_read") {
	good[1] = 2; good[1, 2] = 3; good["a", "b"]++; good[1, "a"] = "x"
	y = 1; y[1] = 2
	println(never[1], nothing[2], 1 in z)
	foreach (k in good) { } foreach ([a, b+] in good) { } foreach (k in nothing) { }
	print(good); delete q; far[string($buf, 400)] = 1; t[println(1)] = 1
}

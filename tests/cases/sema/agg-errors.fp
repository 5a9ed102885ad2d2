// Aggregates are no values, and are read by the host alone.
global plain[u32]: u64
probe fprobe("mini_read") {
	x <<< 3; x = 4; println(x, @count(x)); s <<< "text"
	w[1] <<< 1; w[1]++; w[1] = 2; delete x; plain[1] <<< 3
}
probe end { println(@quantile(x, 101), @count(plain)); foreach (v = k in w) { println(v); y = v } }

// Sorted, merged, printed: in user space.
// user
probe begin {
	for (i in 1..101) { x <<< i; y[i % 3] <<< i * 1us; z <<< -i; w <<< i * i * i }
	println(@count(x), @sum(x), @min(x), @max(x), @avg(x), @variance(x), @avg(z), @min(z))
	println(@count(y[0]), @avg(y[1]), @max(y[2]), @count(y[77]), @sum(y[77]))
	println(@quantile(x, 50), @quantile(x, 99), @quantile(x, 100), @quantile(x, 1), @quantile(z, 50))
	println(@quantile(w, 50) > 121250, @quantile(w, 50) < 128750)
	foreach (v = k in y@avg- limit 2) println(k, @count(v), @avg(v))
	foreach (k in y@count) println(k)
	print(y[1]); print(@hist_linear(x, 0, 100, 25)); print(@avg(y)); print(@quantile(y[0], 90))
	for (i in 0..9) m[i * 7 % 9, "k" + (i > 4 ? "a" : "b")] = i
	foreach ([a-, b] in m) println(a, b)
	foreach ([a, b+] in m limit 3) println(a, b)
	foreach (v = [a, b] in m- limit 2) println(a, b, v)
	print(m, 3)
	println(@quantile(w, 100), @quantile(w, 1), @quantile(y[1], 100))
	try { println(@min(y[99])) } catch (e) { println(e) }
	delete x; println(@count(x))
}

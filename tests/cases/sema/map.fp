// Maps in the IR: keys of numbers and strings, one value or an aggregate, foreach and what ends it.
global named[who: string, n: u32]: u16 limit 4 lru quiet
global text = "x"
thread depth: int
probe fprobe("mini_read").exit {
	calls[execname(), tid()]++
	named[text, $count] += 3
	named["a", 1] = 70000
	lat[func()] <<< elapsed()
	depth = depth + 1
	last["k"] = text + "!"
	if (["k"] in last && depth == 2) { delete last["k"]; text = last["j"] }
	foreach (v = [a, b] in named limit 5) { if (v == 9) break; calls[a, b] -= v }
	delete calls["x", *]
	delete last
}
probe timer(1s) {
	foreach (v = f in lat@max- limit 10) printf("%v %d\n", f, @quantile(v, 99))
	print(lat, 5); print(@hist_linear(lat, 0, 10, 1))
	delete lat
}

// A tuple is a key as a whole; tuples in a loop, in what every CPU has, and deleted there.
percpu last
begin {
	key = [1, "x"]
	n[key] = 3
	n[1, "y"] = 4
	println(n[key], n[1, "x"], key in n)
	w = [0, ""]
	for (i in 0..3) { w = [i, sprintf("%d", i * i)]; sum[w[1]] = [w[0], w[1] + "."] }
	println(w, sum["4"])
	last = [9, "nine"]
	println(last)
	delete last
	println(last[0], last[1] == "")
}

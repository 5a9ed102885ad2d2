// Strings, CPU's and task's variables; a map that is full, and one that is not.
global text = "initial"
global small[u64]: u64 limit 4
global some[u64]: u64 lru limit 100
percpu pc: u64
thread th: u64
global word: string
probe begin {
	println(text, word == ""); text = text + "!"; word = "w"; println(text, word, strlen(text))
	pc += 4; pc++; println(pc); pc = 1; println(pc)
	th = 7; th++; println(th); delete th; println(th)
	for (i in 0..7) small[i] = i * 10
	n = 0
	foreach (k in small) n++
	println(n)
	for (i in 0..1000) some[i]++
	println(some[999])
}

// Each place counts for itself, through loops and functions.
function tell(x) { if (every(4)) println("every", x); if (once()) println("once", x) }
probe begin {
	for (i in 0..10) { tell(i); if (i == 5) tell(50) }
	n = 0
	for (i in 0..100) if (at_most(3, 1h)) n++
	println(n)
	for (i in 0..3) { if (once()) println("first", i); else println("later", i) }
}

global g = 5
probe begin {
	a = b = c = 4
	println(a, b, c)
	if ((x = a * 2) == 8) println("eight", x)
	i = 3
	println(i++, i, ++i, i--, --i)
	println(g++ + 10, g, (g += 4) * 2, g)
	while ((i = i + 7) < 30) println(i)
	if ((s = "ab" + "cd") != "") println(s)
	if (a > 100 && (a = 0) == 0) println("never")
	println(a)
}

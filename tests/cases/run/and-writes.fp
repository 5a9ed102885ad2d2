// What a && has written is there where it holds.
function half(n) { return n / 2 }
probe begin {
    if (3 > 2 && (x = half(9)) > 3 && (y = x + 1) > 0) println(x, y)
    n = 10
    while (n > 0 && (m = half(n)) >= 1) { println(n, m); n = m }
    println(n < 5 && (k = n) < 5 ? k : -1)
    for (i = 0; i < 2 && (j = i * 7) < 100; i++) println(j)
    if (!(n > 100 && (z = 1) == 1)) println("no z")
}

// … and nowhere else.
probe begin {
    if (pid() > 1 && (x = 1)) println(x) else println(x)
    println(x)
    if (pid() > 1 || (y = 1)) println(y)
    while (pid() > 1 && (z = 1)) println(z)
    println(z, pid() > 1 && (w = 1) ? 2 : w)
}

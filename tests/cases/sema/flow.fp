// Written on every path: both branches, after next and exit(), in what is not reached.
probe fprobe("mini_read") {
    if ($count > 5) { a = 1 } else if ($count > 4) { a = 2 } else { a = 3 }
    if ($count > 6) b = 1 else next
    if ($count > 7) { exit() } else c = 2
    if ($count > 8) { next c = 3 d = c } else { d = 4 }
    println(a, b, c, d, d > 1 && a > 2 || b > 3 ? c : d)
    next
    println(a, d)
}

// A local of an entry block that is not written on every path; written in the exit it may be.
probe fprobe("mini_read") {
    if ($count > 5) { a = 1 b = 2 c = 3 s = "x" }
} exit {
    println(a)
    b = 5
    println(b)
    if ($count > 6) c = 1
    println(c)
    println(s)
    s = "y"
}

// A local has one type, joined over all assignments; x++ and x op= v read and write it.
probe fprobe("mini_read") {
    a = 1
    a = $count
    b = $file->mode
    b++
    b <<= 2
    c = -1
    c += $file->error
    d = $file->open
    e = $file->state
    e = STATE_TOP
    s = "abc"
    s = execname()
    t = s
    f = func()
    println(a, b, c, d, e, s, t, f, a > c)
}

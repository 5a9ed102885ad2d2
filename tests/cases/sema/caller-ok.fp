// Who called, and an address of the process's.
probe fprobe("mini_read") {
    c = caller()
    for (i in 0..2) println(c == caller())
    println(usym((u64)$buf))
}

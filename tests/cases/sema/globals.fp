// Globals: one atomic operation where there is one, narrow ones extended when they are read.
global n = 0, u: u64, b: u8
global i: s16 = -3, flag = false, st: enum state = STATE_BUSY
probe fprobe("mini_read") {
    n++ ++n n-- n += $count n -= 2 n |= 1 n &= 7 n ^= $pos != NULL
    u += n
    b++ b = 300 b += $count
    i -= 5
    flag = $count flag = $pos != NULL
    st = STATE_IDLE
    println(n++, ++n, b--, --b, i, flag, st, u)
    if ($count > 5 && b++ > 3) println(b)
}

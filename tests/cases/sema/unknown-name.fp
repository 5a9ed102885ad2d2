// A name that nothing has: the nearest, the parameter without its $, a built-in without its ().
param limit = 5
probe fprobe("mini_read") {
    println(limti, count, pid, elapsed, EPREM, STATE_BUSI)
    println(quite_another_word)
}

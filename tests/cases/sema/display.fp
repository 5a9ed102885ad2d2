// Display types through arithmetic: their printing is tested with the host; here that they compile.
param slow = 1ms
global total: duration
probe fprobe("mini_read").exit if (elapsed() > slow) {
    longest = 0
    if (elapsed() > 5 * slow) longest = elapsed() else longest = slow + 1us
    total += elapsed()
    println(longest, elapsed() / 1us, elapsed() % 1ms, now() - elapsed(), now() - now(), $count * 4K)
}

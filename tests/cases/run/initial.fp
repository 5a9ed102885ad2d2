// Threads' and CPUs' numbers begin as something; display types are cast to.
thread t: u8 = 250
thread left = 5ms
percpu c = 3
global who: string(12), at: u64 = 0x7f000001
param slow = 2ms
probe begin {
    println(t, left, c > 2, t++, ++t, t); t += 10; println(t); t = 3; t *= 2; println(t, left)
    delete t; delete left; println(t--, t, left)
    left -= 7ms; println(left); left = slow; println(left, left - 2ms)
    c = 1; println(c > 0)
    who = "0123456789abcdef"; println(strlen(who) < 16, starts_with(who, "0123456789ab"))
    n = 1500; minus = -2
    println((duration)n, (size)n, (errno)minus, (inet)0x0100007f, (duration)(n * 2), sizeof((time)n))
    println((duration)at / 1us, (size)at)
}

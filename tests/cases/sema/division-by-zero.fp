// A divisor that is known to be zero.
const nothing = 0
probe fprobe("mini_read") { println($count / 0, $count % nothing, 5 / (1 - 1)) }

// Strings of numbers, and a map that is drained.
probe fprobe("mini_read") { m[sprintf("%d-%x", $count, 7)]++ }
probe timer(1s) { drain(m, 5) }

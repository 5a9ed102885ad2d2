// A warning alone is no failure.
// args: --dump=ir
probe fprobe("mini_read") { if ($count & 1 == 1) println(1) }

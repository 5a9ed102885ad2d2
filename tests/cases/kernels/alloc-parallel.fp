// A parameter went away.
probe fprobe("d_alloc_parallel") { println($name->len, $wq) }

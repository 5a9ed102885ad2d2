// $names that are no parameter: the nearest, all there are, none, without names, beyond the last.
probe fprobe("mini_read") { println($cuont, $whatever, $arg4, $arg5, $arg0) }
probe fprobe("mini_state") { println($x) }
probe fprobe("mini_give") { println($x, $arg1) }

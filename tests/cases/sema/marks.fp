// ? may be missing; of a!, b the second is taken only without the first.
probe fprobe("mini_nothing")?, fprobe("mini_close") { println(probe_name()) }
probe fprobe("mini_nothing")!, fprobe("mini_state") { println(probe_name(), func()) }
probe fprobe("mini_read")!, fprobe("mini_open") { println(probe_name(), func() == "mini_read") }

// Nothing is left of a pattern: the reasons are told.
probe fprobe("nosuch_*") { }
probe fprobe("mini_*", takes "struct nosuch *") { }
probe fprobe("do_*").exit { }
probe fprobe("mini_close", "mini_it") { println($arg5) }
probe fprobe("mini_read", "nosuch") { }
probe fprobe("do_exit", "mini_it").exit { }

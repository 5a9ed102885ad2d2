// Only a function that was called has a caller.
probe tracepoint("mini:mini_switch") { println(caller()) }
probe begin { println(caller(), usym("a"), usym()) n[usym(5)]++ }

// Tracepoints by pattern, and by name alone: their arguments are numbers.
probe tracepoint("mini:mini_*, mini:mini_switch") { println($prev->flags, probe_name(), func()) }
probe rawtracepoint("mini_switch") { println($prev->flags, $state, $arg1) }
probe rawtracepoint("of_a_module") { println($arg12, func()) }
probe tracepoint("nothing:*")?, rawtracepoint("mini_*") { exit() }

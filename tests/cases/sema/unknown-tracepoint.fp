// Tracepoints that are not there.
probe tracepoint("mini:mini_swich") { }
probe tracepoint("mini:else") { }

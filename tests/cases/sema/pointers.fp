// Pointers to structs are typed; those to void and integers are numbers; all others are laundered.
probe fprobe("mini_lookup").exit { println($dirs, $count, $private, $op, $return) }
probe fprobe("mini_read") { println($file, $buf, $pos, *$pos, $pos[2]) }
// … and a tracepoint's opaque ones are copied from its context.
probe tracepoint("mini:mini_switch") { println($cookie, $arg4) }

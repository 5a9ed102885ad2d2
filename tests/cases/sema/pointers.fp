// Pointers to structs are typed; those to void and integers are numbers; all others are laundered.
probe fprobe("mini_lookup").exit { println($dirs, $count, $private, $op, $return) }
probe fprobe("mini_read") { println($file, $buf, $pos, *$pos, $pos[2]) }

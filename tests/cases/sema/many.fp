// Many functions: names and patterns, exclusions, what all of them agree on, the argument that fits.
probe fprobe("mini_{read,open,close}") { println(func(), $arg1) }
probe fprobe("mini_*", not "mini_t*, mini_o*", takes "struct file *") { println($it->pos, $file == NULL) }
probe fprobe("mini_*", takes "const struct file*", returns "int").exit { println($return, $it->pos, elapsed()) }
probe fprobe("mini_read").exit { println(func()) }
probe fprobe("mini_lookup", "mini_size") { n = $arg1 if (func() == "mini_size") next } exit { println(n) }
probe fprobe("nosuch_*")?, fprobe("mini_it", "nosuch")? { println($it == 0 ? 1 : 2) }

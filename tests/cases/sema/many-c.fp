// How what an entry keeps lies in a session's word, or in a table; registers and casts.
probe fprobe("mini_{read,close}") { println($file->pos) }
probe fprobe("mini_{read,close}").exit { println(elapsed()) }
probe fprobe("mini_read", "mini_lookup") { a = $arg1 } exit { println(a, $arg2, elapsed()) }
probe fprobe("*", takes "struct file *") { } exit { println($it->pos) }

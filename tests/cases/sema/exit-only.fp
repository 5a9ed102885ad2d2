// An exit alone sees the arguments as they were; it needs no code at the entry.
probe fprobe("mini_read").exit if ($return > 0) { println($count, $file->flags, $return) }
probe fprobe("mini_close").exit { println(elapsed(), $file) }
probe fprobe("mini_state").exit { println($return) }
probe fprobe("mini_lookup").exit { d = $return println(d->name.len, $return->comm) }

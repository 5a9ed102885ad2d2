// A super block's references have a type of their own.
probe fprobe("deactivate_super") { println($s->s_count) }

// Nobody knows the formats of this kernel.
probe tracepoint("mini:mini_switch") { println($prev_pid) }
probe tracepoint("parcel:parcel_sent") { println($name) }

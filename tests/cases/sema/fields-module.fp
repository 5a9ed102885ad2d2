// A module has arguments, and no record of them.
// args: --kernel="$events" --backend=module
probe tracepoint("mini:mini_switch") { println($prev_pid) }
probe tracepoint("parcel:parcel_sent") { println($name) }
probe tracepoint("mini:mini_switch") { println($state) }

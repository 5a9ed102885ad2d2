// What fields cannot be.
// args: --kernel="$events"
probe tracepoint("parcel:parcel_sent") { println($nam) }
probe tracepoint("parcel:parcel_sent") { println($arg1) }
probe tracepoint("parcel:parcel_sent") { println($what) }
probe tracepoint("parcel:parcel_sent") { println($args[3]) }
probe tracepoint("parcel:parcel_{sent,lost}") { println($weight) }
probe tracepoint("parcel:parcel_sold") { }
probe tracepoint("mini:mini_switch") { println($prev_pid, $prev) }
probe tracepoint("mini:mini_switch") { println($nothing) }
probe tracepoint("parcel:parcel_broken") { }
probe tracepoint("kprobes:p_mini_open_0") { }
probe tracepoint("ftrace:print") { }
probe tracepoint("sched:irq_handler_entry") { }
probe tracepoint("none:*") { }

// By the format alone.
// args: --kernel="$events" --via=tp_format
probe tracepoint("mini:mini_switch") { println($state, $prev) }
probe tracepoint("irq:irq_handler_entry") { println($p) }

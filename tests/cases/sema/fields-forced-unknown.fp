// By the format, which nobody knows.
// args: --via=tp_format
probe tracepoint("mini:mini_switch") { println($state) }

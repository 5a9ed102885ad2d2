// Tracepoints are there with BPF only.
// args: --backend=module
probe tracepoint("mini:mini_switch") { println($state) }

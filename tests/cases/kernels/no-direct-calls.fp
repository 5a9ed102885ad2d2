// BPF trampolines came to arm64 in 6.4: before, functions are probed by kprobes there.
// arch: x86_64,arm64
probe fprobe("vfs_read") { println($count) }

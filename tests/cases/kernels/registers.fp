// Registers have other names on another architecture.
// arch: x86_64,arm64
probe kprobe("vfs_read") { println(reg("rdi")) }
probe kprobe("vfs_write") { println(reg("x0")) }

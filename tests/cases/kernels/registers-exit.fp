// Which registers are filled at an exit is the architecture's matter.
// arch: x86_64,arm64
probe fprobe("vfs_read").exit { println(@arch == "arm64" ? reg("x19") : reg("rbx")) }

// The variable of another task than the current one is not built yet.
thread depth: u64
probe fprobe("mini_read") { depth++; println(depth[$file], depth) }
probe fprobe("mini_open") { depth[$file]++ }

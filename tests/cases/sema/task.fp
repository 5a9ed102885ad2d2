// Another task than the current one has to be a task.
thread depth: u64
probe fprobe("mini_read") { depth++; println(depth[$file], depth) }
probe fprobe("mini_open") { depth[$file]++ }

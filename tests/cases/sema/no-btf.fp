// No BTF where types are needed; said once.
// args: --kernel=nowhere.o
probe fprobe("mini_read") { println(whatever, STATE_IDLE, (struct file *)5) }
probe fprobe("mini_open") { }

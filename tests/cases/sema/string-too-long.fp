// A constant string may be 4095 bytes; so may what is copied.
probe fprobe("mini_open") { println(string($name, 4096), string($name, 5000), string($name, -1)) }

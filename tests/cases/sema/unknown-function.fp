// A function that the kernel does not have.
probe fprobe("mini_raed") { }
probe fprobe("something_else") { }

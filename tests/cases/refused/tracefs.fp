// Where the kernel's lists cannot be read, why it refuses a function is not known.
probe fprobe("exc_page_fault") { println(1) }

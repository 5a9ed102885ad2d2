// Probes of system calls that cannot be.
probe syscall("opena") { }
probe syscall("openat, close") { println($filename) }
probe syscall("exit_group").exit { }
probe syscall("read", "write") { }
probe syscall("read", abi "x32") { }
probe syscall("read") { println($foo, $return) }
probe syscall("exit") { } exit { }
probe syscall("read", not "r*") { }
probe syscall("nothing_such")?, syscall("read") { exit() }

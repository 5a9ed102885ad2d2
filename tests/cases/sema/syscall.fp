// What the two programs for system calls become: numbers, arguments, what a pair keeps.
probe syscall("open, openat") { println($filename != NULL, $flags) }
probe syscall("read").exit if ($return < 0) { println($fd, $return, elapsed()) }
probe syscall("execve") { a = $argv } exit { println(a != NULL, $filename != NULL) }
probe syscall("*").exit { println(func(), $arg1, func() == "read") }
probe syscall("getpid", abi "compat") { println(func(), $arg2) }

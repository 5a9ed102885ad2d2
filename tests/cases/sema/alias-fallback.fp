// In an alias too, what follows a point that is there is not looked at, and one that is not may be missing.
probe one.read = fprobe("no_such_function")!, fprobe("mini_read") { a = 1 }
probe two.read = fprobe("also_missing")!, one.read { b = a }
probe three = fprobe("mini_read")!, fprobe("no_such_function") { }
probe two.read { println(a, b, func()) }
probe two.read.exit { println($return) }
probe three { println(func()) }

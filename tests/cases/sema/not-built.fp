// Parts of the language that are not built each say so.
thread t: u64 = 4
param q: struct file *
probe timer.us(5), tracepoint("mini:*") { }
probe fprobe("mini_read") {
    println([1, 2], $$parms, tokenize("a", "b"))
    println((struct file **)$file)
}

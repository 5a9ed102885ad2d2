// Parts of the language that are not built each say so.
probe fprobe("mini_read") {
    println([1, 2], tokenize("a", "b"))
    println((struct file **)$file)
}

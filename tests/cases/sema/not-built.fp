// Parts of the language that are not built each say so.
global four: u64[4]
global one: struct file
probe fprobe("mini_read") {
    println(1)
}

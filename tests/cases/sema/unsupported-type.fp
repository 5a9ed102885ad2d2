// Values that a handler cannot hold.
probe fprobe("mini_read") {
    println($file->ratio, *$file->private, *$file->opaque, $file->opaque->x, *$file->op)
    println($file->packed.far)
}
probe fprobe("mini_size") { println($pair, *$wide) }
probe fprobe("mini_fourteen") { println($arg12, $arg13) }
probe fprobe("mini_by_memory") { println($arg1, $arg2) }
probe fprobe("mini_give").exit { println($return) }
probe fprobe("mini_close").exit { println($return) }

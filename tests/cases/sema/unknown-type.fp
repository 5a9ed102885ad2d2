// Types that the kernel does not have.
probe fprobe("mini_read") {
    println(sizeof(struct fil), sizeof(enum stat), sizeof(union none), sizeof(nothing_t))
    println(((struct dri *)$file)->parent, (lost_t *)$file)
}
probe fprobe("mini_read") { println((struct file ***)$buf) }

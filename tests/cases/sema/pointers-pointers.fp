// Pointers to pointers, where the kernel has the type; names against names; a kept string that the exit writes to.
probe fprobe("mini_read") {
    at = (struct file **)$buf
    println(at[0]->pos == (*at)->pos, func() < probe_name())
}
probe fprobe("mini_open") { name = "a" + execname() } exit {
    println(name)
    name = name + "b"
    println(name)
}

// Members of what has none.
probe fprobe("mini_read") {
    println($count->x, $pos->x, $file->table.x, $file->private->x, $file->dirs->name)
    println("abc".x, $file->flags.x, NULL->x)
}

// A local assigned once keeps a typed pointer (LOAD), one assigned twice is a number (PEEK).
probe fprobe("mini_read") {
    once = $file->next
    println(once->flags, once->next->pos, once == $file)
    twice = $file
    twice = $file->next
    println(twice->flags, twice->next->pos)
    zero = NULL
    if ($count > 5) zero = $file
    if (zero) println(zero->flags)
    same = (struct file *)$file
    other = (struct file *)$file->private
    println(same->flags, other->flags, once)
}

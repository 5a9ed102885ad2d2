// Locals of an entry block in its exit: words, typed pointers as numbers, strings, what else there is.
probe fprobe("mini_read") if ($count > 5) {
    name = string($file->title)
    comm = execname()
    asked = $count
    f = $file->next
    unused = 1
    if ($pos) extra = 1 else next
} exit {
    if ($return < 0) println(name, f->flags)
    if ($return > 1 && asked > 2) println(asked)
    println(name, asked, f, extra, $count, $file->flags, elapsed(), comm == name, probe_name(), func())
    asked = 5
    println(asked)
}

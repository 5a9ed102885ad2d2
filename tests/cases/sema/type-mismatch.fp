// Operands of the wrong type.
probe fprobe("mini_read") {
    if (execname()) println(1)
    if ($file->path) println(2)
    x = execname() + 1
    y = -execname()
    z = $file->path
    w = 1 ? "a" : 2
    v = func() + 1
    u = 5 < "abc"
    if (func()) println(3)
    println(*$count, &$count, &$file->low, (struct path)5, (u32)$file->path)
    println(sizeof(exit()), $file->table, $file->dir ? $file : $file->dir)
    println(string($count, 0), string($file), string(pid()))
    pid()
    println(u64)
}

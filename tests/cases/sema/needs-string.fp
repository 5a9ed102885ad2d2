// Pointers to text are not yet text.
probe fprobe("mini_open") {
    if ($name == "x") println(1)
    printf("%s\n", $name)
    if ($file->ubuf == "x") println(2)
    printf("%s %s\n", $file->ubuf, $file->dir)
    println(string($file->ubuf))
}

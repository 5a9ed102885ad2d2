// Whole structs and arrays are printed, and nothing else.
probe fprobe("mini_read") {
    x = *$file
    println($$all, $$return)
    y = $$parms
    printf("%d %s %x\n", *$file, $file->path, $$parms)
    println($file->dir->rest, (*$file).names)
    z = sprintf("%s", $$parms)
    printf("%v\n", $$parms, 1)
    println(@cast($file, "huge")->all)
}
probe begin { println($$parms) }

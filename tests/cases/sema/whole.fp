// Whole structs and arrays are printed, and nothing else.
probe fprobe("mini_read") {
    x = *$file
    println($$all, $$return)
    printf("%d %s %x\n", *$file, $file->path, $$parms)
    println($file->dir->rest, (*$file).names)
    printf("%v\n", $$parms, 1)
    println(@cast($file, "huge")->all)
}
probe begin { println($$parms) }

// Directives take what they print: words as words, pointers as numbers, anything by %v.
probe fprobe("mini_read").exit {
    printf("%-16s %5d %08x %X %o %c %p %b %v %% %i %u %lld\n", execname(), $count, $file, $pos, 8, 'a',
           $buf, 5, $return, -1, $file->mode, 5)
    printf("%s %s %s %v %v %v\n", $file->state, $file->open, func(), $file, func(), "x")
    printf("")
    println()
}

// Formats and values that do not fit each other.
probe fprobe("mini_read") {
    printf("%d\n")
    printf("%d %d\n", 1)
    printf("%d\n", 1, 2)
    printf("%s %d %d\n", $count, execname(), $file)
    printf("%y %", 1, 2)
    printf("%*d", 5, 1)
    printf(execname())
    printf("%123456789d", 1)
}

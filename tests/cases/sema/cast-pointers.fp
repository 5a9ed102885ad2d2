// Casts of pointers: to void, to integers that BTF has no typedef for, of a number.
probe fprobe("mini_read") {
    println(*(u32 *)$file->private, *(s64 *)$file, *(bool *)$file, *(char *)$file, (void *)$count)
    println(((struct dir *)$count)->name.len, *(enum state *)$file, ((count_t *)$file)->counter)
}

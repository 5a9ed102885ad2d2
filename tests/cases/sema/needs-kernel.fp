// Kernel memory from user space; sizeof reads nothing.
probe begin {
    println(string(NULL))
    f = (struct file *)4096
    println(f->flags, f[1], *(int *)16, sizeof(f->path), sizeof(*f))
    println(&f->flags)
}

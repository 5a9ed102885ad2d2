// Kernel memory where there is no handler that could be in the kernel.
const a = *(int *)16
const b = ((struct file *)4096)->flags
const c = string(NULL)
probe begin { }

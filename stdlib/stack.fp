// Stacks: the calls that led to a probe.  They are values, print as one frame a line, and may be keys.

// The kernel's stack.
//
//     probe fprobe("vfs_fsync_range") { n[backtrace()]++ }
function backtrace() { return kstack() }

// The process's stack.
//
//     probe fprobe("vfs_fsync_range") { n[ubacktrace()]++ }
function ubacktrace() { return ustack() }

// The kernel's stack, to be printed or to be a key.
//
//     probe tracepoint("sched:sched_switch") { slept[sprint_backtrace()]++ }
function sprint_backtrace() { return kstack() }

// The process's stack, to be printed or to be a key.
//
//     probe tracepoint("sched:sched_switch") { slept[sprint_ubacktrace()]++ }
function sprint_ubacktrace() { return ustack() }

// Prints the kernel's stack.
//
//     probe fprobe("vfs_fsync_range") { print_backtrace() }
function print_backtrace() { printf("%s\n", kstack()) }

// Prints the process's stack.
//
//     probe fprobe("vfs_fsync_range") { print_ubacktrace() }
function print_ubacktrace() { printf("%s\n", ustack()) }

// Prints a stack.
//
//     probe fprobe("vfs_fsync_range") { print_stack(backtrace()) }
function print_stack(stack) { printf("%s\n", stack) }

// Prints a stack.
//
//     probe fprobe("vfs_fsync_range") { print_syms(backtrace()) }
function print_syms(stack) { printf("%s\n", stack) }

// Prints a process's stack.
//
//     probe fprobe("vfs_fsync_range") { print_ustack(ubacktrace()) }
function print_ustack(stack) { printf("%s\n", stack) }

// Prints a process's stack.
//
//     probe fprobe("vfs_fsync_range") { print_usyms(ubacktrace()) }
function print_usyms(stack) { printf("%s\n", stack) }

// Reading memory and registers by type, and words for numbers.

// A string in the kernel's memory.
//
//     probe tracepoint("sched:sched_switch") { println(kernel_string(&$prev->comm[0])) }
function kernel_string(address) { return string((char *)address) }

// At most n bytes of one.
//
//     probe tracepoint("sched:sched_switch") { println(kernel_string_n(&$prev->comm[0], 4)) }
function kernel_string_n(address, n) { return substr(string((char *)address), 0, n) }

// A signed number of 64 bits in the kernel's memory.
//
//     probe tracepoint("sched:sched_switch") { println(kernel_long(&$prev->start_time)) }
function kernel_long(address) { return *(s64 *)address }

// A signed number of 32 bits in the kernel's memory.
//
//     probe tracepoint("sched:sched_switch") { println(kernel_int(&$prev->pid)) }
function kernel_int(address) { return *(s32 *)address }

// A signed number of 16 bits in the kernel's memory.
//
//     probe tracepoint("sched:sched_switch") { println(kernel_short(&$prev->pid)) }
function kernel_short(address) { return *(s16 *)address }

// A byte in the kernel's memory.
//
//     probe tracepoint("sched:sched_switch") { println(kernel_char(&$prev->comm[0])) }
function kernel_char(address) { return *(u8 *)address }

// A pointer in the kernel's memory, as a number.
//
//     probe tracepoint("sched:sched_switch") { println(kernel_pointer(&$prev->real_parent) > 0) }
function kernel_pointer(address) { return *(u64 *)address }

// The name of what a kernel's address is in.
//
//     probe tracepoint("timer:hrtimer_expire_entry") { println(symname((u64)$hrtimer->function)) }
function symname(address) { return ksym(address) }

// Its name and how far behind its beginning the address is.
//
//     probe tracepoint("timer:hrtimer_expire_entry") { println(symdata((u64)$hrtimer->function)) }
function symdata(address) { return ksym(address) }

// The smaller of two numbers.
//
//     begin { println(min(3, 5)) }
//     //= 3
function min(a, b) { return a < b ? a : b }

// The larger of two numbers.
//
//     begin { println(max(3, 5)) }
//     //= 5
function max(a, b) { return a > b ? a : b }

// A number without its sign.
//
//     begin { println(abs(-7), abs(7)) }
//     //= 7 7
function abs(n) { return n < 0 ? -n : n }

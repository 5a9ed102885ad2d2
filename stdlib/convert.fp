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

// An error's number without its sign, where it is the number of an error; else 0.
//
//     begin { println(errno_p(-2), errno_p(13), errno_p(1000000)) }
//     //= 2 13 0
function errno_p(n) { return starts_with(errno_str(n), "E") ? n < 0 ? -n : n : 0 }

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

// A string in the kernel's memory, or another text if it cannot be read.
//
//     probe tracepoint("sched:sched_process_exec") { println(kernel_string2($bprm->filename, "?")) }
function kernel_string2(address, otherwise) {
	try { return string((char *)address) } catch { }
	return otherwise
}

// A string in the process's memory, or another text if it cannot be read.
//
//     probe syscall("openat") { println(user_string2($filename, "?")) }
function user_string2(address, otherwise) {
	try { return user_string(address) } catch { }
	return otherwise
}

// A string in the process's memory, or "<unknown>".
//
//     probe syscall("openat") { println(user_string_warn($filename)) }
function user_string_warn(address) { return user_string2(address, "<unknown>") }

// At most n bytes of a string in the process's memory.
//
//     probe syscall("openat") { println(user_string_n($filename, 8)) }
function user_string_n(address, n) { return substr(user_string(address), 0, n) }

// The number in an atomic_t, or in an atomic_long_t.
//
//     probe tracepoint("sched:sched_switch") { if ($prev->mm) println(atomic_read(&$prev->mm->mm_count)) }
function atomic_read(a) { return a->counter }

// The same.
//
//     probe vfs.read { println(atomic_long_read(&file->f_inode->i_count)) }
function atomic_long_read(a) { return a->counter }

// The bytes of 64 bits turned round.
//
//     begin { println(htonll(1) == 1 << 56, ntohll(htonll(77))) }
//     //= true 77
function htonll(n) { return (u64)htonl(n & 0xffffffff) << 32 | htonl((u64)n >> 32) }

// The bytes of 64 bits turned round.
//
//     begin { println(ntohll(1 << 56)) }
//     //= 1
function ntohll(n) { return htonll(n) }

private percpu seed: u64

// A number from 0 on that is below n, by chance; not for secrets.
//
//     begin { println(randint(10) < 10, randint(1)) }
//     //= true 0
function randint(n) {
	seed++
	x = (u64)now() ^ seed * 0x9e3779b97f4a7c15
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9
	x = (x ^ x >> 27) * 0x94d049bb133111eb
	return (s64)((x ^ x >> 31) >> 1) % n
}

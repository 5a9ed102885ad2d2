// What matrix.t compares with the kernel's own events.
param spot = "vfs_read+9"
global pages = 0
filter (execname() == "calls")
probe syscall("openat") { printf("enter openat %x %x %x\n", (u32)$dfd, $flags, $mode) }
probe syscall("openat, read, close, getppid, nanosleep, execve, wait4").exit { printf("leave %s %x\n", func(), $return) }
probe syscall("nanosleep") { ns = $rqtp->tv_nsec } exit { printf("slept %d %d %v\n", tid(), ns, elapsed() >= ns) }
probe syscall("execve") { file = user_string($filename) } exit { printf("exec %s %d\n", file, $return) }
probe syscall("*") { n["enter", func()]++ }
probe syscall("*").exit { n["leave", func()]++ }
probe syscall("*", abi "compat") { n["compat", func()]++ }
probe syscall("close", abi "compat") { printf("compat close %d\n", $fd) }
probe kprobe("vfs_read") {
    third = @arch == "arm64" ? reg("x2") : reg("rdx")
    kept = @arch == "arm64" ? reg("x19") : reg("rbx")
    other = @arch == "arm64" ? reg("x21") : reg("r12")
    printf("regs %x %x %x %x %x %v\n", third, kept, other, (u64)sp(), caller(), ip())
    printf("args %u %u\n", $count, $arg3)
}
probe kprobe(spot) { printf("place %x %v\n", @arch == "arm64" ? reg("x0") : reg("rdi"), ip()) }
probe rawtracepoint("sched_process_exec") { println("raw exec", $old_pid == tid(), string($bprm->filename)) }
probe tracepoint("sched:sched_process_{exec,fork,exit}") { events[func()]++ }
probe perf("page-faults":1) { pages++ }
probe end {
    printf("pages %d\n", pages)
    foreach (v = [what, call] in n) printf("count %s %s %d\n", what, call, v)
    foreach (v = [e] in events) printf("event %s %d\n", e, v)
}

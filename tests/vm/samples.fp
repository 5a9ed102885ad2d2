// What matrix.t compares with the kernel's account of a process: samples of its time, and its page faults.  What
// the process does at addresses between `low' and `high' is nearly all that it does.
param low = 0
param high = 0
global hz, us, clock, inside, pages
probe profile.hz(200) if (execname() == "busy") {
    hz++
    if (reg("rip") >= low && reg("rip") < high) inside++
}
probe timer.us(900) if (execname() == "busy") { us++ }
probe perf("cpu-clock":2000000) if (execname() == "busy") { clock++ }
probe perf("page-faults":1) if (execname() == "faults") { pages++ }
probe end {
    println("hz", hz, inside)
    println("us", us)
    println("clock", clock)
    println("pages", pages)
}

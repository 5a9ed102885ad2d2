// Events of perf's, as two ways to count see them.
global switches, seen, pages, samples
probe perf("context-switches":1) { switches++ }
probe tracepoint("sched:sched_switch") { seen++ }
probe perf("page-faults":1) if (pid() == target()) { pages++ }
probe profile.hz(200) { samples++; stacks[kstack(4)]++; at[ip() >> 63]++ }
probe timer.us(500) { on[cpu()]++ }
probe end {
	printf("events switches %d of %d, pages %d, samples %d in the kernel and outside %d, timer %v on CPU %v\n",
	       switches, seen, pages, samples, at[1] + at[0] + at[-1], on[0] > 100, on[1] == 0)
}

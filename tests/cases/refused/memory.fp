// A map that is larger than the machine's memory.
global seen[u64]: u64 limit 16M
probe tracepoint("sched:sched_switch") { seen[pid()]++ }

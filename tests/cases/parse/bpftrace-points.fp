// bpftrace's probe points: each names the form of here, and the bodies are parsed on
kprobe:vfs_read { x = 1 }
kretprobe:vfs_read { @x[tid()] = 1 }
tracepoint:sched:sched_switch, tracepoint:sched:sched_wakeup { x = 1 }
interval:s:5 { exit() }
profile:hz:99 { x = 1 }
uretprobe:/bin/bash:readline { x = 1 }
hardware:cache-misses:1000 { x = 1 }
BEGIN { x = 1 }
END { x = 1 }

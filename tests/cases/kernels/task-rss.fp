// rss_stat of a task went away when its mm got counters per CPU.
probe tracepoint("sched:sched_switch") { println($prev->rss_stat.events) }

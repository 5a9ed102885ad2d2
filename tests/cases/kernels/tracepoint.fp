// A tracepoint that came and one that went.
probe tracepoint("sched:sched_prepare_exec"), tracepoint("block:block_io_done")? { println(1) }

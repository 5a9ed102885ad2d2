// A CPU's original capacity is no member of its queue since 6.7.
probe fprobe("update_rq_clock") { println($rq->cpu_capacity_orig) }

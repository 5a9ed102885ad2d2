// min_vruntime became a time that is relative to zero_vruntime.
probe fprobe("update_curr") { println($cfs_rq->min_vruntime) }

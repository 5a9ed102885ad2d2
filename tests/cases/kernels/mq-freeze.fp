// A parameter changed from the queue to its set.
probe fprobe("blk_mq_wait_quiesce_done") { println($q->queue_depth) }

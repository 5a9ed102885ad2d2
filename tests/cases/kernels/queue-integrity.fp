// A queue's integrity profile is one of its limits since 6.11.
probe fprobe("blk_mq_freeze_queue_wait") { println($q->integrity.interval_exp, $q->dma_pad_mask) }

// dev_queue_xmit() became an inline function.
probe fprobe("dev_queue_xmit") { println($skb->len) }

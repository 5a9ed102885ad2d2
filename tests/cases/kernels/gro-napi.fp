// GRO got a struct of its own.
probe fprobe("dev_gro_receive") { println($napi->gro_bitmask, $skb->len) }

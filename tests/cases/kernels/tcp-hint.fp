// Where loss marking went on was remembered until 6.17.
probe fprobe("tcp_retransmit_timer") { println(((struct tcp_sock *)$sk)->lost_cnt_hint) }

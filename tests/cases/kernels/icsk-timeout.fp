// The retransmission timer's time is that of its timer since 6.19.
probe fprobe("tcp_retransmit_timer") { println(((struct inet_connection_sock *)$sk)->icsk_timeout) }

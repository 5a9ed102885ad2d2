// Flags of a socket became bits of inet_flags in 6.6.
probe fprobe("inet_csk_accept") { println(((struct inet_sock *)$sk)->recverr) }

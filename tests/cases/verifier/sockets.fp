// Sockets: unions of addresses, bit-fields, pointers to void that are cast.
probe fprobe("sock_sendmsg").exit, fprobe("sock_recvmsg").exit {
	sk = $sock->sk
	f[sk->__sk_common.skc_family, sk->__sk_common.skc_state, sk->__sk_common.skc_num, sk->__sk_common.skc_dport, sk->__sk_common.skc_daddr] <<< $return
	r[sk->__sk_common.skc_reuse, sk->__sk_common.skc_ipv6only, sk->sk_protocol, sk->sk_type, $sock->type, $sock->state]++
}
probe fprobe("tcp_v4_connect"), fprobe("tcp_v6_connect") {
	a = (struct sockaddr_in *)$uaddr
	println(a->sin_family, a->sin_port >> 8 | (a->sin_port & 255) << 8, a->sin_addr.s_addr, $addr_len)
} exit { println($return, $sk->__sk_common.skc_v6_daddr.in6_u.u6_addr32[3], $sk->__sk_common.skc_addrpair, $sk->__sk_common.skc_portpair, elapsed()) }
probe fprobe("tcp_rcv_established") { t = (struct tcp_sock *)$sk; w[t->snd_cwnd, t->mss_cache, t->srtt_us >> 3, t->inet_conn.icsk_retransmits, t->nonagle]++ }

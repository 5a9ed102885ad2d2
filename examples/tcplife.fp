#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Connections by TCP when they end: whose, how long they lived, how many bytes went out and came in.
// The process is the one that began the connection, or closed it. TCP counts a beginning and an end as a byte each.
//
//     fptap examples/tcplife.fp
//
//     curl                 812  10.0.0.7:40112 93.184.215.14:443     517B     4KiB     212ms

const SYN_SENT = 2 const FIN_WAIT1 = 4 const CLOSE = 7 const LAST_ACK = 9

// At the other changes any process may happen to run.
probe tcp.setstate {
    s = (u64)sk
    if (newstate < FIN_WAIT1) born[s] = [now(), sock_lport(sk)]
    if (newstate == SYN_SENT || newstate == LAST_ACK || newstate == FIN_WAIT1) who[s] = [execname(), pid()]
    if (newstate != CLOSE) next
    from = born[s]
    whose = who[s]
    delete born[s]
    delete who[s]
    if (from[0] == 0s) next
    tcp = (struct tcp_sock *)s
    if (sock_family(sk) == AF_INET) {
        printf("%-16s %7d  %v:%d %v:%d %8v %8v %9v\n", whose[0], whose[1], sock_laddr(sk), from[1], sock_raddr(sk),
               sock_rport(sk), (size)tcp->bytes_acked, (size)tcp->bytes_received, now() - from[0])
    } else {
        printf("%-16s %7d  %v:%d %v:%d %8v %8v %9v\n", whose[0], whose[1], ip6($sk->__sk_common.skc_v6_rcv_saddr),
               from[1], ip6($sk->__sk_common.skc_v6_daddr), sock_rport(sk), (size)tcp->bytes_acked,
               (size)tcp->bytes_received, now() - from[0])
    }
}

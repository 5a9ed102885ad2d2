#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Connections by TCP when they end: whose, how long they lived, how many bytes went out and came in.
// The process is the one that began the connection, or closed it.
//
//     fptap examples/tcplife.fp
//
//     curl                 812  10.0.0.7:40112 93.184.215.14:443     517B     4KiB     212ms

const SYN_SENT = 2 const FIN_WAIT1 = 4 const CLOSE = 7 const LAST_ACK = 9

// Of the other changes the process that happens to run may be any.
probe tcp.setstate if (sock_family($sk) == AF_INET) {
    if (newstate < FIN_WAIT1) born[(u64)sk] = now()
    if (newstate == SYN_SENT || newstate == LAST_ACK || newstate == FIN_WAIT1) who[(u64)sk] = [execname(), pid()]
    if (newstate == CLOSE && (u64)sk in born) {
        tcp = (struct tcp_sock *)sk
        printf("%-16s %7d  %v:%d %v:%d %8v %8v %9v\n", who[(u64)sk][0], who[(u64)sk][1], sock_laddr(sk),
               sock_lport(sk), sock_raddr(sk), sock_rport(sk), (size)tcp->bytes_acked, (size)tcp->bytes_received,
               now() - born[(u64)sk])
    }
    if (newstate == CLOSE) {
        delete born[(u64)sk]
        delete who[(u64)sk]
    }
}

#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Packets of TCP that are sent again since nobody said that they came.
//
//     fptap examples/tcpretrans.fp
//
//     17:04:05.103124  10.0.0.7:40112 -> 10.1.0.3:443  ESTABLISHED

probe tcp.retransmit {
    printf("%v  %v:%d -> %v:%d  %s\n", now(), sock_laddr(sk), sock_lport(sk), sock_raddr(sk), sock_rport(sk),
           tcp_state_name(sk->__sk_common.skc_state))
}

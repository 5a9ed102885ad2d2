#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Connections by TCP that processes of this machine begin.
//
//     fptap examples/tcpconnect.fp --port=443
//
//     curl                 812  10.0.0.7 -> 93.184.215.14:443

param port = 0               // only to this port; 0: all

probe fprobe("tcp_connect").exit if ($return == 0 && (port == 0 || sock_rport($sk) == port)) {
    if (sock_family($sk) == AF_INET) {
        printf("%-16s %7d  %v -> %v:%d\n", execname(), pid(), sock_laddr($sk), sock_raddr($sk), sock_rport($sk))
    } else {
        printf("%-16s %7d  %v -> %v:%d\n", execname(), pid(), ip6($sk->__sk_common.skc_v6_rcv_saddr),
               ip6($sk->__sk_common.skc_v6_daddr), sock_rport($sk))
    }
}

#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Connections by TCP that processes of this machine accept.
//
//     fptap examples/tcpaccept.fp
//
//     nginx                640  :443 <- 10.0.0.9:51234

probe tcp.accept if ($return) {
    if (sock_family($return) == AF_INET) {
        printf("%-16s %7d  :%d <- %v:%d\n", execname(), pid(), sock_lport($return), sock_raddr($return),
               sock_rport($return))
    } else {
        printf("%-16s %7d  :%d <- %v:%d\n", execname(), pid(), sock_lport($return),
               ip6($return->__sk_common.skc_v6_daddr), sock_rport($return))
    }
}

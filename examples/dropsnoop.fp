#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Packets that the kernel drops: where, and why.
//
//     fptap examples/dropsnoop.fp
//
//     drops
//       tcp_v4_rcv+0x1c  SKB_DROP_REASON_NO_SOCKET  12

probe net.drop { drops[ksym(location), reason]++ }

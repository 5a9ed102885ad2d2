#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Which functions of the kernel are called how often, and by whom. A pattern means many of them.
//
//     fptap examples/funccount.fp --fn='tcp_send*' -T 10s
//
//     calls
//       curl  tcp_sendmsg         12
//       curl  tcp_sendmsg_locked  12

param fn = "vfs_read*"       // which: a name, a list or a pattern

probe fprobe(fn) { calls[execname(), func()]++ }

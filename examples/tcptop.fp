#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Who sends and receives most by TCP, every few seconds.
//
//     fptap examples/tcptop.fp --interval=5s --most=10
//
//     sent[who, pid]
//       curl  812     4096
//     received[who, pid]
//       curl  812  1048576

param interval = 1s          // how often
param most = 10              // how many rows

global sent[who: string, pid: u32]: u64
global received[who: string, pid: u32]: u64

probe tcp.sendmsg.exit if ($return > 0) { sent[execname(), pid()] += $return }
probe tcp.recvmsg.exit if ($return > 0) { received[execname(), pid()] += $return }
probe timer(interval) {
    drain(sent, most)
    drain(received, most)
}

#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// How long disks take, as a histogram for each disk.
// From when a request goes to its device until it is done; what it waits in queues before is not in it.
//
//     fptap examples/biolatency.fp -T 10s
//
//     latency[sda]
//       count 1412, min 52.1us, avg 210us, max 9.8ms
//       [65.5us, 131us)   902 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@|
//       [131us, 262us)    401 |@@@@@@@@@@@@@@@@@@                      |

global begun[request: u64]: time quiet
global latency[disk: string]

probe tracepoint("block:block_rq_issue") { begun[(u64)$rq] = now() }

probe tracepoint("block:block_rq_complete") if ((u64)$rq in begun) {
    latency[request_disk($rq)] <<< now() - begun[(u64)$rq]
    delete begun[(u64)$rq]
}

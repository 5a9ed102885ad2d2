#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Each request to a disk: who, where, how much, how long.
// The process is the one that hands the request over: of what is written later that is a thread of the kernel.
//
//     fptap examples/biosnoop.fp --slower=10ms
//
//     postgres              812  sda      R    41943040    8192    312us
//     kworker/u4:1           31  sda      W    83886080  131072    1.2ms

param slower = 0s            // only what takes longer

probe tracepoint("block:block_rq_issue") { begun[(u64)$rq] = [now(), pid(), execname()] }

probe tracepoint("block:block_rq_complete") if ((u64)$rq in begun) {
    from = begun[(u64)$rq]
    took = now() - from[0]
    if (took >= slower) {
        printf("%-16s %8d  %-8s %c %11d %7d %8v\n", from[2], from[1], request_disk($rq),
               request_writes($rq) ? 'W' : 'R', $rq->__sector, $nr_bytes, took)
    }
    delete begun[(u64)$rq]
}

#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Processes that end: how long they lived, how long they ran, and why they ended.
//
//     fptap examples/exitsnoop.fp
//
//     make                 812     12.3s     2.1s  exit 2
//     sleep                901     3.02s   1.12ms  SIGTERM

param failed = false         // only those that did not end with 0

probe tracepoint("sched:sched_process_exit") if (pid() == tid() && (!failed || $p->exit_code != 0)) {
    lived = (duration)((u64)now() - $p->start_time)
    ran = (duration)($p->utime + $p->stime)
    signal = $p->exit_code & 0x7f
    if (signal) printf("%-16s %7d %9v %9v  %v\n", execname(), pid(), lived, ran, signal_name(signal))
    else printf("%-16s %7d %9v %9v  exit %d\n", execname(), pid(), lived, ran, $p->exit_code >> 8)
}

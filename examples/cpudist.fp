#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// How long tasks stay on a processor before they leave it, by command.
//
//     fptap examples/cpudist.fp -T 10s
//
//     on_cpu[gcc]
//       count 310, min 21us, avg 3.1ms, max 4ms
//       [2.1ms, 4.19ms)  201 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@|

percpu since: time

probe tracepoint("sched:sched_switch") {
    if ((u64)since != 0 && $prev->pid != 0) on_cpu[string($prev->comm)] <<< now() - since
    since = now()
}

#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// How long tasks that may run wait for a processor.
//
//     fptap examples/runqlat.fp -T 10s
//
//     waited
//       count 52134, min 310ns, avg 8.2us, max 12.1ms
//       [1.02us, 2.05us)  18201 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@|
//       [2.05us, 4.1us)   12011 |@@@@@@@@@@@@@@@@@@@@@@@@@@              |

param longer = 0s            // only waits from here on

thread ready: time

probe tracepoint("sched:sched_wakeup"), tracepoint("sched:sched_wakeup_new") { ready[$p] = now() }

probe tracepoint("sched:sched_switch") {
    if ($prev->__state == 0) ready[$prev] = now()    // it could go on
    if (ready[$next] != 0) {
        wait = now() - ready[$next]
        if (wait >= longer) waited <<< wait
    }
    delete ready[$next]
}

#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Who wakes whom, from where, and how long the other had slept.
//
//     fptap examples/wakeuptime.fp -T 10s
//
//     slept
//         try_to_wake_up+0x263
//         do_notify_parent+0x1c2
//         do_exit+0x8f1
//       make           sh             1.02s

param most = 20              // how many rows

thread since: time

probe tracepoint("sched:sched_switch") if ($prev->__state != 0) { since[$prev] = now() }

probe tracepoint("sched:sched_wakeup") if (since[$p] > 0s) {
    slept[string($p->comm), execname(), kstack()] += now() - since[$p]
    delete since[$p]
}
probe end { print(slept, most) }

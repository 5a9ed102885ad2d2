#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Where tasks wait: the time off the processor, by the kernel's stack with which they left it.
//
//     fptap examples/offcputime.fp --longer=1ms -T 10s
//
//     asleep
//         schedule+0x27
//         do_nanosleep+0x7a
//         hrtimer_nanosleep+0xa1
//       sleep          300ms

param longer = 1us           // only waits from here on
param most = 20              // how many rows

probe tracepoint("sched:sched_switch") {
    if ($prev->pid != 0) left[$prev->pid] = [now(), kstack()]
    if ($next->pid in left) {
        from = left[$next->pid]
        wait = now() - from[0]
        if (wait >= longer) asleep[string($next->comm), from[1]] += wait
        delete left[$next->pid]
    }
}
probe end {
    print(asleep, most)
    delete left
}

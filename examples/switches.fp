#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Context switches a second, and how many of them left the CPU idle.
// The tracepoint's handler runs in the kernel, the timer's in fptap; the counters are shared memory.

global switches, idle, switches_before, idle_before

probe tracepoint("sched:sched_switch") {
    switches++
    if ($next->pid == 0)
        idle++
}

probe timer(1s) {
    all = switches
    none = idle
    printf("%v  %7d switches, %7d to idle\n", now(), all - switches_before, none - idle_before)
    switches_before = all
    idle_before = none
}

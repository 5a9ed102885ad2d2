#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// New processes a second.
//
//     fptap examples/pidpersec.fp
//
//     17:04:05.000123      3
//     17:04:06.000098    117

global made, before

probe tracepoint("sched:sched_process_fork") if ($child->tgid != $parent->tgid) { made++ }

probe timer(1s) {
    all = made
    printf("%v %6d\n", now(), all - before)
    before = all
}

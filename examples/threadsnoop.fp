#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Threads that processes begin, and the name of each when it ends.
//
//     fptap examples/threadsnoop.fp
//
//     begin  java               812     830
//     end    GC Thread#0        812     830     41.2ms

probe tracepoint("sched:sched_process_fork") if ($child->tgid == $parent->tgid) {
    printf("begin  %-16s %7d %7d\n", string($parent->comm), $child->tgid, $child->pid)
}
probe tracepoint("sched:sched_process_exit") if (pid() != tid()) {
    printf("end    %-16s %7d %7d %9v\n", execname(), pid(), tid(), (duration)((u64)now() - $p->start_time))
}

#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Processes that the kernel ends for lack of memory, and whose wish for memory it was.
//
//     fptap examples/oomkill.fp
//
//     17:04:05.103124  mysqld (812, 1.9GiB) is ended, since make (901) wants memory

probe vm.oom_kill {
    mm = (struct mm_struct *)(u64)task->mm
    printf("%v  %s (%d, %v) is ended, since %s (%d) wants memory\n", now(), name, pid,
           mm ? pages_to_string(mm->total_vm) : 0K, execname(), pid())
}

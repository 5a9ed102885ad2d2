#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Who wants data to be on their medium, and how long it takes.
//
//     fptap examples/syncsnoop.fp
//
//     17:04:05.103124  sync                 812  sync       31.2ms

probe syscall("sync, fsync, fdatasync, syncfs, msync, sync_file_range").exit {
    printf("%v  %-16s %7d  %-15v %9v  %v\n", now(), execname(), pid(), func(), $return, elapsed())
}

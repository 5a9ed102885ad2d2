#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Reads and writes of files that take long.
//
//     fptap examples/fileslower.fp --slower=1ms
//
//     dd                   812  vfs_read      4096  group               9.3ms

param slower = 10ms          // what is long
param all = false            // also pipes, sockets, terminals …

probe fprobe("vfs_read"), fprobe("vfs_write") if (all || is_regular($file->f_inode)) {
    name = file_name($file)
} exit if (elapsed() >= slower) {
    printf("%-16s %7d  %-9v %8d  %-20s %v\n", execname(), pid(), func(), $count, name, elapsed())
}

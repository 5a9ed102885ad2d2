#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Which files are read and written most, every few seconds.
//
//     fptap examples/filetop.fp --interval=5s
//
//     bytes[who, what, file]
//       dd  read   group     58
//       dd  write  copy   65536

param interval = 1s          // how often
param most = 20              // how many rows

global bytes[who: string, what: string, file: string]: u64

probe fprobe("vfs_read").exit if ($return > 0 && is_regular($file->f_inode)) {
    bytes[execname(), "read", file_name($file)] += $return
}
probe fprobe("vfs_write").exit if ($return > 0 && is_regular($file->f_inode)) {
    bytes[execname(), "write", file_name($file)] += $return
}
probe timer(interval) { drain(bytes, most) }

#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Why did that call fail?  Calls of a function that return an error, with the stack that leads to it.
//
//     fptap examples/errtrace.fp --fn=path_mount
//
//     mount                812  path_mount  -EBUSY
//     path_mount+0x9
//     __x64_sys_mount+0x10a
//     do_syscall_64+0x87

param fn = "vfs_open"        // which
param who = ""               // only the commands of this name

probe fprobe(fn) if (who == "" || execname() == who) { from = kstack(10) } exit if ((errno)$return < 0) {
    printf("%-16s %7d  %v  %v\n%s\n", execname(), pid(), func(), (errno)$return, from)
}

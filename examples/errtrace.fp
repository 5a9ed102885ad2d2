#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Why did that call fail?  Calls of functions that return an error, with the stack that leads to them: the first one
// is where it came from.
//
//     fptap examples/errtrace.fp --fn='*mount*' --who=mount
//
//     mount                812  path_mount  -EBUSY
//     path_mount+0x9
//     __x64_sys_mount+0x10a
//     do_syscall_64+0x87

param fn = "vfs_open, do_dentry_open, *_open_namei"    // which: names, a list or a pattern
param who = ""               // only the commands of this name

probe fprobe(fn, returns "int").exit if ($return < 0 && $return >= -4095 && (who == "" || execname() == who)) {
    printf("%-16s %7d  %v  %v\n%s\n", execname(), pid(), func(), $return, kstack(10))
}

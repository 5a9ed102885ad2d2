#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// File systems that are mounted and taken away, and what came of it.
//
//     fptap examples/mountsnoop.fp
//
//     mount                812  mount  tmpfs  none on /mnt   0
//     umount               813  umount  /mnt   -EBUSY

probe syscall.mount.exit {
    printf("%-16s %7d  mount  %s  %s on %s  %v\n", execname(), pid(), filesystemtype, source, target_path, $return)
}
probe syscall.umount.exit { printf("%-16s %7d  umount  %s  %v\n", execname(), pid(), target_path, $return) }

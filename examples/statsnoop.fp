#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Who asks for the size, times or rights of which file.
//
//     fptap examples/statsnoop.fp --failed
//
//     1403  sshd        -ENOENT  /etc/ssh/sshrc

param failed = false         // only what failed

probe syscall("newfstatat, statx").exit, syscall("stat, lstat").exit? if (!failed || $return < 0) {
    printf("%-7d %-15s %9v  %s\n", pid(), execname(), $return, user_string_warn($filename))
}

#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Files that are opened, with what came of it.
//
//     fptap examples/opensnoop.fp                  all
//     fptap examples/opensnoop.fp --failed         what was not found, or not permitted
//     fptap examples/opensnoop.fp --who=sshd
//
//     1403  sshd              3  /etc/passwd
//     1403  sshd        -ENOENT  /etc/ssh/ssh_host_dsa_key

param who = ""               // only the commands of this name
param failed = false         // only what failed

probe syscall("open").exit?, syscall("openat, openat2").exit
    if ((who == "" || execname() == who) && (!failed || $return < 0)) {
    printf("%-7d %-15s %9v  %s\n", pid(), execname(), $return, user_string_warn($filename))
}

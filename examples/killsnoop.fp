#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Signals that processes send, and whether they may.
//
//     fptap examples/killsnoop.fp
//
//     sh                   812  SIGTERM  to     901       0
//     sh                   812  SIGHUP   to       1  -EPERM

probe syscall("kill, tkill, tgkill").exit {
    printf("%-16s %7d  %-8v to %7d %7v\n", execname(), pid(), signal_name($sig), $pid, $return)
}

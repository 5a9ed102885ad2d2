#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Rights that are asked for (capabilities(7)), and whether the task had them.
//
//     fptap examples/capable.fp
//
//     ping                 812  cap 13  0
//     sh                   901  cap 21  -EPERM

param failed = false         // only what it had not

probe fprobe("cap_capable").exit if (!failed || $return < 0) {
    printf("%-16s %7d  cap %d  %v\n", execname(), pid(), $cap, $return)
}

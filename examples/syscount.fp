#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// How often each system call is made, and how much time is in it.
//
//     fptap examples/syscount.fp --who=make -T 10s
//
//     openat             812     9.2ms
//     read              4012    61.1ms

param who = ""               // only the commands of this name
param most = 20              // how many calls

probe syscall("*").exit if (who == "" || execname() == who) { took[func()] <<< elapsed() }

probe end {
    foreach (t = [call] in took@sum- limit most) printf("%-20v %9d %9v\n", call, @count(t), @sum(t))
}

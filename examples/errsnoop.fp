#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// System calls that fail: who, which, with what.
//
//     fptap examples/errsnoop.fp -T 10s
//
//     failed
//       sh    newfstatat  -ENOENT   12
//       sshd  read        -EAGAIN   41

probe syscall("*").exit if ($return < 0) { failed[execname(), func(), $return]++ }

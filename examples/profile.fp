#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// What the processors do: the stacks that are found there, so many times a second.
//
//     fptap examples/profile.fp -T 10s
//     fptap examples/profile.fp --who=mysqld
//
//     seen
//         read_zero+0x8b
//         vfs_read+0xa4
//         ksys_read+0x6f
//         read+0x1c [libc.so.6]
//       dd             214

param who = ""               // only the commands of this name
param most = 20              // how many rows

probe profile(99) if (pid() != 0 && (who == "" || execname() == who)) { seen[execname(), kstack(), ustack()]++ }
probe end { print(seen, most) }

#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// What the processors do: the stacks that are found there, so many times a second.
//
//     fptap examples/profile.fp -T 10s
//     fptap examples/profile.fp --who=mysqld
//
//     seen
//       dd  clear_user_rep_good+0x1
//           read_zero+0x8b
//           vfs_read+0xa4            read+0x1c [dd]    214

param who = ""               // only the commands of this name
param most = 20              // how many rows

probe profile(99) if (pid() != 0 && (who == "" || execname() == who)) { seen[execname(), kstack(), ustack()]++ }
probe end { print(seen, most) }

#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// From where a function of the kernel is called, and how often.
//
//     fptap examples/stackcount.fp --fn=submit_bio -T 10s
//
//     calls
//         submit_bio+0x9
//         submit_bh+0x1a
//         ext4_read_bh+0x51
//       find            12

param fn = "vfs_read"        // which
param most = 20              // how many rows

probe fprobe(fn) { calls[execname(), kstack()]++ }
probe end { print(calls, most) }

#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Who calls a function of the kernel, and how often.
//
//     fptap examples/funccount.fp --fn=vfs_fsync_range -T 10s
//
//     calls[who]
//       postgres    812

param fn = "vfs_read"        // which

global calls[who: string]

probe fprobe(fn) { calls[execname()]++ }

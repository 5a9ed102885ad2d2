#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// How long a function of the kernel takes.
//
//     fptap examples/funclatency.fp --fn=vfs_fsync_range -T 10s
//
//     took
//       count 812, min 1.1us, avg 9.1us, max 310us

param fn = "vfs_read"        // which

probe fprobe(fn).exit { took <<< elapsed() }

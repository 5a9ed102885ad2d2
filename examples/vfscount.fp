#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// How often each function of the kernel's VFS is called, a second.
//
//     fptap examples/vfscount.fp
//
//     calls
//       vfs_open     88
//       vfs_read    214

param interval = 1s          // how often

probe fprobe("vfs_*") { calls[func()]++ }
probe timer(interval) { drain(calls) }

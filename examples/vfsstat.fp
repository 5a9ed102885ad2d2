#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// What is done with files, a second.
//
//     fptap examples/vfsstat.fp
//
//                         read    write    fsync     open   create   unlink
//     17:04:05.000123      214       31        2       88        1        0

global reads, writes, syncs, opens, creates, unlinks
param interval = 1s          // how often

probe fprobe("vfs_read") { reads++ }
probe fprobe("vfs_write") { writes++ }
probe fprobe("vfs_fsync_range") { syncs++ }
probe fprobe("vfs_open") { opens++ }
probe fprobe("vfs_create") { creates++ }
probe fprobe("vfs_unlink") { unlinks++ }

probe begin { printf("%24s %8s %8s %8s %8s %8s\n", "read", "write", "fsync", "open", "create", "unlink") }
probe timer(interval) {
    printf("%v %8d %8d %8d %8d %8d %8d\n", now(), reads, writes, syncs, opens, creates, unlinks)
    reads = writes = syncs = opens = creates = unlinks = 0
}

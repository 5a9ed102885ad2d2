#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Names that the cache of directory entries does not have, by how often: for each the file system is asked.
//
//     fptap examples/dcsnoop.fp -T 10s
//
//     missed[who, name]
//       find  copyright    812

global missed[who: string, name: string]

probe fprobe("d_alloc_parallel") { missed[execname(), string($name->name, 63)]++ }

#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Names that the cache of directory entries does not have, by how often: each costs a look at the disk.
//
//     fptap examples/dcsnoop.fp -T 10s
//
//     missed[who, name]
//       find  copyright    812

global missed[who: string, name: string]

probe fprobe("d_lookup").exit if (!$return) { missed[execname(), string($name->name, 63)]++ }

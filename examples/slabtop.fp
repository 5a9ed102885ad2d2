#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Which caches of the kernel's memory are used most, every few seconds.
//
//     fptap examples/slabtop.fp
//
//     taken[cache]
//       filp          812
//       names_cache  1204

param interval = 1s          // how often
param most = 10              // how many rows

global taken[cache: string]

probe vm.kmem_cache_alloc { taken[name]++ }
probe timer(interval) { drain(taken, most) }

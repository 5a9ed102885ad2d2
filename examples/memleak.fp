#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Memory that the kernel took by kmalloc() and has not given back when the script ends: by the place that took it.
//
//     fptap examples/memleak.fp -T 60s
//
//     kept
//       alloc_fdtable+0x6c          4KiB

param most = 20              // how many places
param size_from = 0          // only what is at least so large

global taken[address: u64] limit 100000 quiet

probe tracepoint("kmem:kmalloc") if ($bytes_alloc >= size_from) { taken[(u64)$ptr] = [$call_site, $bytes_alloc] }
probe tracepoint("kmem:kfree") { delete taken[(u64)$ptr] }
probe end {
    foreach (t = a in taken) kept[ksym(t[0])] += (size)t[1]
    print(kept, most)
}

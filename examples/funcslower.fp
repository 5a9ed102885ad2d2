#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Calls of any function of the kernel that take long: what it was called with, what it returned.
//
//     fptap examples/funcslower.fp --fn=vfs_read --slower=100ms
//
//     dd                   812  vfs_read  213ms  file=0xffff… buf=0x5581… count=4096 pos=0xffff…  return=4096

param fn = "vfs_read"        // which
param slower = 10ms          // what is long

probe fprobe(fn).exit if (elapsed() >= slower) {
    printf("%-16s %7d  %v  %v  %s  %s\n", execname(), pid(), func(), elapsed(), $$parms, $$return)
}

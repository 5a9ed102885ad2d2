#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Which of the kernel's functions take memory by kmalloc(): how often, and how many bytes.
//
//     fptap examples/kmem.fp -T 10s
//
//     load_elf_phdrs+0x51                                      81    58KiB
//     alloc_fdtable+0x6c                                       12     6KiB

param most = 20              // how many places

probe vm.kmalloc { asked[ksym(call_site)] <<< (size)bytes_alloc }

probe end {
    foreach (a = [place] in asked@sum- limit most) printf("%-50v %8d %9v\n", place, @count(a), @sum(a))
}

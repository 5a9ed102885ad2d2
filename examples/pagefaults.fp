#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Faults of pages by command, and how long they take: what was read, what was to be written.
//
//     fptap examples/pagefaults.fp -T 10s
//
//     took[gcc, write]
//       count 2012, min 310ns, avg 1.2us, max 412us

global took[who: string, how: string]

probe vm.pagefault.exit { took[execname(), write_access ? "write" : "read"] <<< elapsed() }

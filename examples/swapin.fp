#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Who has to wait for pages that were swapped out.
//
//     fptap examples/swapin.fp -T 10s
//
//     swapped[who, pid]
//       firefox  812    4012

global swapped[who: string, id: u32]

probe fprobe("swap_read_folio")!, fprobe("swap_readpage") { swapped[execname(), pid()]++ }

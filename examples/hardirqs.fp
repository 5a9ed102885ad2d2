#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Time in the handlers of interrupts, by device.
//
//     fptap examples/hardirqs.fp -T 10s
//
//     took[nvme0q1]
//       count 812, min 1.1us, avg 2.1us, max 31us

percpu since: time

probe irq_handler.entry { since = now() }
probe irq_handler.exit if (since > 0s) { took[dev_name] <<< now() - since }

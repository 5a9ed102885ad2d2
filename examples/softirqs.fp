#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Time in softirqs, by kind.
//
//     fptap examples/softirqs.fp -T 10s
//
//     took[NET_RX]
//       count 812, min 1.1us, avg 9.1us, max 310us

percpu since: time

probe softirq.entry { since = now() }
probe softirq.exit if (since > 0s) { took[softirq_name(vec_nr)] <<< now() - since }

#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// How many tasks wait on each processor, looked at 99 times a second.
//
//     fptap examples/runqlen.fp -T 10s
//
//     length
//       count 990, min 0, avg 1, max 5
//       [0, 1)  812 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@|

global length: hist_linear(0, 64, 1)

probe profile(99) {
    running = @var("runqueues").nr_running
    length <<< running > 0 ? running - 1 : 0
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_LOOP_MAX_H
#define RUNTIME_LOOP_MAX_H

/*
 * Rounds that all loops of one hit have together; then the hit faults.  At some 10 ns a round a
 * handler in the kernel is held up for 10 ms at most.
 */
#define FPT_LOOP_MAX 1000000

#endif

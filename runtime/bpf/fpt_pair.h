/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_PAIR_H
#define FPT_PAIR_H

/*
 * The table that pairs a function's entry with its exit, as BPF programs and the host see it.
 *
 * A call is known by its tag: the address of the trampoline's context, which is the same for fentry
 * and fexit of one call, lies on the stack that the call runs on, and so belongs to no other call
 * while this one lives.  A slot is free when its tag is 0.  A table is an array of
 * PAIR_SLOTS(stride) slots of `stride` bytes each after a struct pair_head; a call's slot is one of
 * PAIR_PROBES from the hash of its tag on.
 *
 * A slot whose exit never comes (the kernel missed it, or the task died in the call) is reused by
 * the next call with the same tag, or given back by the host when its task is gone.  It is not
 * counted: the missed exit is, by the kernel.
 *
 * `unkept` lets an exit whose entry found no slot, or was cancelled without one, pass without being
 * counted again.  If such an exit is missed, a later unpaired one passes in its place: the sum of
 * what is counted stays right.
 *
 * u64 and s64 are defined before this file is included.
 */

struct pair_head {
	s64 unkept;		/* calls on their way that found no slot */
};

struct pair_slot {
	u64 tag;
	u64 who;		/* thread id, PAIR_CANCELLED */
	u64 ns;			/* time of the entry, when the exit asks for it */
	/* words, then bytes of strings */
};

#define PAIR_CANCELLED (1ull << 32)
#define PAIR_PROBES 8
#define PAIR_SLOTS_MAX 4096

#define PAIR_STRIDE(words, bytes) (sizeof(struct pair_slot) + 8 * (words) + (bytes))

/* An array map's value is at most 4 MiB: large slots are fewer. */
#define PAIR_BYTES_MAX ((4u << 20) - 4096)
#define PAIR_FIT(stride, n) ((n) * (stride) <= PAIR_BYTES_MAX)
#define PAIR_SLOTS(stride)                                                                         \
	(PAIR_FIT(stride, PAIR_SLOTS_MAX)      ? PAIR_SLOTS_MAX                                    \
	 : PAIR_FIT(stride, PAIR_SLOTS_MAX / 2) ? PAIR_SLOTS_MAX / 2                               \
	 : PAIR_FIT(stride, PAIR_SLOTS_MAX / 4) ? PAIR_SLOTS_MAX / 4                               \
	 : PAIR_FIT(stride, PAIR_SLOTS_MAX / 8) ? PAIR_SLOTS_MAX / 8                               \
						: PAIR_SLOTS_MAX / 128)

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_LOOP_H
#define RUNTIME_LOOP_H

/*
 * The dialect's loops, the same for both runtimes but for FPT_RUN_LOOP.
 *
 * The body of a loop is a function that returns 1 to end the loop; it gets at the handler through a
 * frame.  What the body shares with its surroundings lies in the scratch, so that the verifier, which
 * looks at a body once or a few times, knows nothing about it.
 *
 * A way out that leads farther than the loop (a label of the handler's, a fault) is noted in the
 * scratch and taken behind the loop.
 *
 * All loops of one hit together have FPT_LOOP_MAX rounds.  The interpreter has the same limit.
 */

#include "loop_max.h"

/* With loops, the scratch begins with the words way, left and caught. */
enum {	/* labels are smaller */
	FPT_WAY_NEXT = 1 << 20,
	FPT_WAY_FAULT,
	FPT_WAY_LIMIT,
};

#define FPT_WAY(z) ((z)->way)

/* fpt_caught: the site of the last fault in a try. */
#define fpt_raise_fault(S) fpt_fault(S)
#define fpt_raise_caught(S) ((void)(fpt_caught = (S)))

#define FPT_FAULT(F, S)                                                                            \
	do {                                                                                       \
		FPT_RAISE(F)(S);                                                                   \
		goto F;                                                                            \
	} while (0)
#define FPT_RAISE(F) FPT_RAISE_(F)
#define FPT_RAISE_(F) fpt_raise_##F

struct fpt_frame {
	FPT_CONTEXT_PTR c;
	struct fpt_scratch *z;
	void *k;
	u64 elapsed, at;
};

#define FPT_FRAME(f, c_, z_, k_, elapsed_)                                                         \
	struct fpt_frame f##_ = { (c_), (z_), (k_), (elapsed_), fpt_at };                          \
	struct fpt_frame *f __attribute__((unused)) = &f##_;                                       \
	(z_)->way = 0;                                                                             \
	(z_)->left = FPT_LOOP_MAX

#define FPT_LOOP_BODY(n) static FPT_NOINLINE long fpt_loop_##n(u32 fpt_n __attribute__((unused)), struct fpt_frame *f)

#define FPT_LOOP_ENTER(f)                                                                          \
	FPT_CONTEXT_PTR c __attribute__((unused)) = (f)->c;                                        \
	struct fpt_scratch *z = (f)->z;                                                            \
	u64 elapsed __attribute__((unused)) = (f)->elapsed;                                        \
	const u32 fpt_sleeps __attribute__((unused)) = 0;                                          \
	u64 fpt_at __attribute__((unused)) = (f)->at;                                              \
	u32 fpt_caught __attribute__((unused)) = 0;                                                \
	if (FPT_UNLIKELY(!z->left)) {                                                              \
		z->way = FPT_WAY_LIMIT;                                                            \
		return 1;                                                                          \
	}                                                                                          \
	z->left--

#define FPT_LOOP_KEPT(id, f, k) struct fpt_kept_##id *k __attribute__((unused)) = (f)->k

#define FPT_LOOP(n, f, z, F, S)                                                                    \
	do {                                                                                       \
		FPT_RUN_LOOP(fpt_loop_##n, f);                                                     \
		if (FPT_UNLIKELY((z)->way == FPT_WAY_LIMIT)) {                                     \
			(z)->way = 0;                                                              \
			FPT_FAULT(F, S);                                                           \
		}                                                                                  \
	} while (0)

/* The last lines of a body, and what its fault leads to outside. */
#define FPT_WAY_FAULTED(z)                                                                         \
	do {                                                                                       \
		(z)->way = FPT_WAY_FAULT;                                                          \
		(z)->caught = fpt_caught;                                                          \
	} while (0)
#define FPT_WAY_ON_FAULT(z, F)                                                                     \
	do {                                                                                       \
		fpt_caught = (z)->caught;                                                          \
		(z)->way = 0;                                                                      \
		goto F;                                                                            \
	} while (0)

#endif

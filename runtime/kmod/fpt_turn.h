/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_TURN_H
#define FPT_TURN_H

/*
 * A turn: the right to run a handler on this CPU in this context (task, softirq, hardirq, NMI),
 * with the scratch memory that goes with it.
 *
 * fprobe keeps handlers from nesting, but lets one through for each task, for interrupts that come
 * before the kernel knows that it is in one (TRACE_CTX_TRANSITION).  So a handler that calls a
 * probed function, copy_from_kernel_nofault() say, would run once more inside of itself.  Here it
 * does not: the hit is counted as missed.  What runs before a turn is taken calls nothing that can
 * be probed; handlers that neither do nor have scratch memory take none (FPT_TURN_ENTRY_n).
 *
 * Handlers run with preemption off, so the CPU stays the same.
 */

#define FPT_CONTEXTS 4
#define FPT_FRAMES 152			/* of a stack, with those that are left out */

struct fpt_turn {
	bool busy;
#if FPT_USES_STACKS
	unsigned long frames[FPT_FRAMES];
#endif
	struct fpt_scratch scratch;
};

struct fpt_cpu {
	bool holds;			/* a value of its own: see fpt_store.h */
	struct fpt_turn turn[FPT_CONTEXTS];
} ____cacheline_aligned;

static struct fpt_cpu *fpt_cpus;

static int fpt_turns_alloc(void)
{
	fpt_cpus = vzalloc(array_size(nr_cpu_ids, sizeof(*fpt_cpus)));
	return fpt_cpus ? 0 : -ENOMEM;
}

/* False: a handler is running here. */
static __always_inline bool fpt_turn_begin(struct fpt_turn **turn)
{
	struct fpt_turn *t = &fpt_cpus[raw_smp_processor_id()].turn[interrupt_context_level()];

	if (unlikely(t->busy))
		return false;
	t->busy = true;
	barrier();
	*turn = t;
	return true;
}

static __always_inline void fpt_turn_end(struct fpt_turn *t)
{
	barrier();
	t->busy = false;
}

#endif

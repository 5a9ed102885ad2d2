/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_INTERP_H
#define RUNTIME_HOST_INTERP_H

/*
 * The interpreter: handlers that run in user space (begin, end, timers).
 *
 * It does what ir.def says, operation by operation, on the same state words as the handlers in the
 * kernel, and its records have the same payload.  Nothing is compiled beforehand; no memory is
 * allocated while a handler runs.
 */

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

#include "runtime/host/backend.h"
#include "runtime/host/maps.h"

enum interp_end {
	INTERP_DONE,		/* it came to its end, or to a NEXT */
	INTERP_FAULT,		/* an operation faulted; counted at its site */
	INTERP_EXIT,		/* exit(): WIRE_STOP is set */
	INTERP_BROKEN,		/* the IR cannot be interpreted: a fault in fptap, see `broken` */
};

/* Called for each record; the payload is valid during the call. */
typedef void (*interp_print_fn)(void *arg, unsigned site, const void *payload, size_t bytes);

/* Called for print(); see map_print(). */
typedef void (*interp_print_map_fn)(void *arg, unsigned map, const void *key, enum agg_op op,
				    unsigned percent, u64 rows);

struct held;

struct interp {
	const struct program *p;
	volatile u64 *state;		/* p->state_words words */
	interp_print_fn print;
	interp_print_map_fn print_map;	/* set by the caller, with maps */
	struct maps *maps;		/* NULL: the program has none */
	void *arg;
	struct value_context *values;	/* names of symbols; NULL: there are none */
	const char *broken;		/* after INTERP_BROKEN: what is wrong */

	/* the rest is of the handler that runs */
	const struct handler *h;
	u64 *locals;
	char *strings;			/* string slots, one after the other */
	u32 *slot_at;			/* byte offset of each */
	unsigned depth;
	u64 way;			/* label of a LEAVE that is on its way; 0: none */
	u64 rounds;			/* that its loops may still take */
	unsigned tries;			/* TRYs around */
	unsigned caught;		/* site of the fault that ended one */
	struct held *held;		/* what a foreach holds on to */
	jmp_buf leave;
};

/* Makes room for the largest handler that runs in user space. */
void interp_init(struct interp *in, const struct program *p, volatile u64 *state,
		 interp_print_fn print, void *arg);

enum interp_end interp_run(struct interp *in, const struct handler *h);

/*
 * A built-in: a number, or a string of at most width bytes with its NUL into text and 0.  One
 * function per row of sema/builtins.def, in host_builtins.c.
 */
typedef u64 host_builtin_fn(const struct interp *in, char *text, size_t width);
/* The id of the ancestor on this level of our own cgroup, 0: none; the cgroup itself for UINT64_MAX. */
u64 host_cgroup_at(u64 level);
#define BUILTIN(name, proto, places, dialect, doc) host_builtin_fn host_##name;
#include "sema/builtins.def"
#undef BUILTIN

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_INTERP_INT_H
#define RUNTIME_HOST_INTERP_INT_H

/* Between the halves of the interpreter: interp.c, and interp_maps.c for maps and foreach. */

#include <string.h>

#include "runtime/host/interp.h"

/* What an expression yields. */
struct value {
	union {
		u64 number;
		const char *text;	/* valid until the slot or local is written again */
	};
	size_t len;			/* of text, without a NUL; there need not be one */
};

typedef struct value do_fn(struct interp *in, const struct ir *i);

static const struct value nothing;

static inline struct value number(u64 v)
{
	return (struct value){ .number = v };
}

static inline struct value text(const char *s, size_t width)
{
	return (struct value){ .text = s, .len = strnlen(s, width) };
}

/* Two's complement order is unsigned order with the top bit turned. */
static inline u64 biased(u64 v)
{
	return v ^ (1ull << 63);
}

/* Both leave the handler, or the try around: the IR makes no sense; a fault at i's site. */
__attribute__((noreturn)) void interp_broken(struct interp *in, const struct ir *i, const char *why);
__attribute__((noreturn)) void interp_fault(struct interp *in, const struct ir *i);

struct value interp_eval(struct interp *in, const struct ir *i);
u64 interp_num(struct interp *in, const struct ir *i);
/* Local imm; one of class s as its slot. */
u64 *interp_local(struct interp *in, const struct ir *i);
char *interp_local_string(struct interp *in, const struct ir *i, size_t *width);
/* A string slot and its width. */
char *interp_slot(struct interp *in, const struct ir *i, unsigned index, size_t *width);
void interp_copy_cut(char *to, size_t width, struct value from);

/* Frees the snapshots of the foreach loops inside of `until', of all when it is NULL. */
void interp_release(struct interp *in, const struct held *until);

/* interp_maps.c */
do_fn do_MGET;
do_fn do_MGETS;
do_fn do_MGETT;
do_fn do_MSETT;
do_fn do_MHAS;
do_fn do_MSET;
do_fn do_MSETS;
do_fn do_MADD;
do_fn do_MDEL;
do_fn do_MCLEAR;
do_fn do_AGG;
do_fn do_AGGGET;
do_fn do_MPRINT;
do_fn do_MDRAIN;
do_fn do_EACH;

#endif

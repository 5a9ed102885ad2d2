/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_LIST_H
#define PROBES_LIST_H

/* `fptap list': the probe points of a target, typed. */

#include "sema/ktypes.h"
#include "sema/target.h"

struct listed_param {
	const char *type, *name;
};

/* What a probe point is, to its kind's list(); valid during the call. */
struct listed {
	const char *kind;
	const char *name;		/* between the quotes of the point; NULL: the kind has no names */
	const char *module;		/* NULL: the kernel itself */
	const char *file;		/* of a program's; NULL: the kernel */
	const struct kfunc *fn;		/* NULL: BTF does not describe it */
	const struct listed_param *params;	/* without fn: the types as text; NULL: none are known */
	unsigned nparams;
	bool returns;			/* fn's result means something */
	const char *about;		/* what has no types says what it is; else NULL */
};

typedef void list_fn(void *arg, const struct listed *l);

/*
 * All points that `pattern' means, in the order of their names, kind by kind: a point as a script has it,
 * fprobe("tcp_*", takes "struct sock *"), without quotes fprobe(tcp_*), uprobe(libc:mem*), or a pattern
 * alone, tcp_*, for all kinds that are the kernel's and not the same places once more.  False after a diagnostic.
 */
bool probes_list(struct session *session, struct target *t, const char *pattern, list_fn *fn, void *arg);

#endif

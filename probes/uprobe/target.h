/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_UPROBE_TARGET_H
#define PROBES_UPROBE_TARGET_H

/* What uprobe and usdt have in common: their points and the files that these name. */

#include "probes/uprobe/name_pattern.h"
#include "probes/kind.h"
#include "probes/user.h"

/* What a point means.  A script is looked at several times, but a file is read once. */
struct user_point {
	struct user_target target;
	unsigned nargs;			/* usdt: that every place has */
	const char *bad_arg[KFUNC_MAX_PARAMS];	/* usdt: NULL, or why the n-th cannot be read */
};

/* What is asked for, while a file is read. */
struct user_query {
	struct sema *s;
	const char *file, *name;	/* as the script has them */
	struct span file_span, name_span;
	struct name_pattern pattern;		/* of name */
	bool optional;
	int fd;
};

/* Fills the point from the open file; not RESOLVE_OK: after a diagnostic. */
typedef enum resolved user_read_fn(struct user_query *q, struct user_point *u);

/*
 * Reads the arguments ("file":"name") of a point and what they mean, and tells p and ctx what all
 * probes of programs have.  NULL: *state says why.
 */
const struct user_point *user_point(struct sema *s, const struct kind *k, const struct point *pt,
				    bool optional, user_read_fn *read, struct probe *p,
				    struct context *ctx, enum resolved *state);

/* For list(): what `read' finds by the arguments of a point. */
bool user_list(struct sema *s, const struct kind *k, const struct point_part *part, user_read_fn *read,
	       list_fn *fn, void *arg);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_KIND_H
#define PROBES_KIND_H

/*
 * Probe kinds.  Each has a folder; its file defines one struct kind, and probes.def names it.
 * A kind reads its probe point, finds what it means on the target, and says what its handlers see.
 */

#include "probes/list.h"
#include "sema/lower.h"

struct kind {
	const char *name;		/* the word in the script */
	const char *syntax;		/* for messages: what the point looks like */
	const char *doc;
	bool has_exit;			/* takes a paired exit block */
	/*
	 * Fills p (kind, in_kernel, target, nargs, …) and ctx.  RESOLVE_MISSING: what the point
	 * names is not on the target; the diagnostic is written unless `optional`.
	 */
	enum resolved { RESOLVE_OK, RESOLVE_BAD, RESOLVE_MISSING }
		(*resolve)(struct sema *s, const struct point *pt, bool optional, struct probe *p,
			   struct context *ctx);
	/* `fptap list': calls fn for each point that the arguments mean; false after a diagnostic.  NULL: none. */
	bool (*list)(struct sema *s, const struct point_part *part, list_fn *fn, void *arg);
	bool list_alone;		/* only when it is named */
	bool has_file;			/* its arguments are "file":"name" */
	/* After its handlers are there: what they use of the probe is known.  NULL: nothing to do. */
	bool (*finish)(struct sema *s, struct probe *p, struct context *ctx);
	/*
	 * A point may stand for several probes: fills p and ctx again for the next one, with what the
	 * last left in ctx->more; false: there is none.  NULL: a point is one probe.
	 */
	bool (*more)(struct sema *s, struct probe *p, struct context *ctx);
	/* has_exit: whether this probe may have one; false after a diagnostic.  NULL: it may. */
	bool (*check_exit)(struct sema *s, const struct probe *p, struct span span);
};

#define PROBE(name) extern const struct kind kind_##name;
#include "probes/probes.def"
#undef PROBE

/* The kind a point belongs to; NULL after a diagnostic. */
const struct kind *kind_of(struct sema *s, const struct point *pt);

/* All kinds, in their order, NULL after the last; by name, or NULL. */
const struct kind *kind_at(unsigned i);
const struct kind *kind_named(const char *word);

/* ---- for the kinds: reading points ---- */

/* "fprobe", then at most the suffix `exit`; false after a diagnostic. */
bool point_suffix(struct sema *s, const struct kind *k, const struct point *pt, bool *exit);

/* The only argument, a string or a param or const that is one; NULL after a diagnostic. */
const char *point_string(struct sema *s, const struct kind *k, const struct point_part *part,
			 struct span *span);
/* The same of one argument of several. */
const char *point_arg_string(struct sema *s, const struct kind *k, const struct point_arg *a);
/* The only argument, two strings with a colon between; false after a diagnostic. */
bool point_strings(struct sema *s, const struct kind *k, const struct point_part *part,
		   const char **first, struct span *first_span, const char **second,
		   struct span *second_span);
/* The only argument, a number or a name of one; false after a diagnostic. */
bool point_number(struct sema *s, const struct kind *k, const struct point_part *part,
		  int64_t *value, struct type *t);

/*
 * The $names of parameters that the handler of the point asks for: not $return, $$parms, $arg1 ….
 * Where a point stands for several functions or events, all of them have to have these.
 */
#define USED_MAX 32

struct used_names {
	const struct expr *v[USED_MAX];
	unsigned n;
};

void used_names_find(struct sema *s, struct used_names *used);

/*
 * The n things that a point stands for: has(arg, i, name) says whether the i-th has a parameter,
 * called(arg, i) what it is called.  False after a diagnostic: some have one that is used, others not.
 */
bool used_names_in_all(struct sema *s, const struct used_names *used, unsigned n,
		       bool (*has)(void *arg, unsigned i, const char *name),
		       const char *(*called)(void *arg, unsigned i), void *arg);

/* The context of a function's parameters: which argument slots they take. */
void context_set_function(struct sema *s, struct context *ctx, const struct kfunc *fn);

/* The point as a user would write it, for probe_name() and for messages. */
const char *point_text(struct sema *s, const struct point *pt);

#endif

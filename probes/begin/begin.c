// SPDX-License-Identifier: GPL-2.0-or-later
/* begin, end, error: handlers in user space, before the probes are attached and after they are gone. */

#include <limits.h>

#include "probes/kind.h"

static enum resolved resolve(struct sema *s, const struct kind *k, const struct point *pt,
			     enum probe_kind kind, struct probe *p, struct context *ctx)
{
	struct type t;
	int64_t order = 0;
	bool exit;

	if (!point_suffix(s, k, pt, &exit))
		return RESOLVE_BAD;
	if (pt->parts->has_args) {
		if (!point_number(s, k, pt->parts, &order, &t))
			return RESOLVE_BAD;
		if (t.kind != TY_INT || t.show != SHOW_PLAIN || order < INT_MIN ||
		    order > INT_MAX) {
			diag(s->d, BAD_PROBE_ARGS, pt->parts->args->span, k->name, k->syntax);
			return RESOLVE_BAD;
		}
	}
	p->kind = kind;
	p->order = (int)order;
	ctx->where = kind == PROBE_BEGIN ? "a begin handler"
		     : kind == PROBE_END ? "an end handler"
					 : "an error handler";
	return RESOLVE_OK;
}

static enum resolved resolve_begin(struct sema *s, const struct point *pt, bool optional,
				   struct probe *p, struct context *ctx)
{
	(void)optional;
	return resolve(s, &kind_begin, pt, PROBE_BEGIN, p, ctx);
}

static enum resolved resolve_end(struct sema *s, const struct point *pt, bool optional,
				 struct probe *p, struct context *ctx)
{
	(void)optional;
	return resolve(s, &kind_end, pt, PROBE_END, p, ctx);
}

static enum resolved resolve_error(struct sema *s, const struct point *pt, bool optional,
				   struct probe *p, struct context *ctx)
{
	(void)optional;
	return resolve(s, &kind_error, pt, PROBE_ERROR, p, ctx);
}

const struct kind kind_error = {
	.name = "error",
	.syntax = "nothing, or a number that orders: error(100)",
	.doc = "at the end of a script that has faulted, before the end handlers",
	.resolve = resolve_error,
};

const struct kind kind_begin = {
	.name = "begin",
	.syntax = "nothing, or a number that orders: begin(-100)",
	.doc = "when the script starts, before any probe is attached",
	.resolve = resolve_begin,
};

const struct kind kind_end = {
	.name = "end",
	.syntax = "nothing, or a number that orders: end(100)",
	.doc = "when the script ends, after all probes are gone",
	.resolve = resolve_end,
};

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * uprobe("libc":"malloc"), uprobe("bash":"readline").exit: the entry and exit of functions of
 * programs and libraries, in all processes that run them, also in those that start later.
 */

#include "probes/registers.h"
#include "probes/uprobe/functions.h"
#include "probes/uprobe/target.h"

static enum resolved unknown(struct user_query *q, const char *path, const char *near)
{
	if (q->optional)
		return RESOLVE_MISSING;
	diag(q->s->d, UNKNOWN_USER_FUNCTION, q->name_span, path, q->name);
	diag_hint_near(q->s->d, near);
	return RESOLVE_MISSING;
}

static enum resolved refused(struct user_query *q, const char *path, enum user_functions_found why)
{
	struct sema *s = q->s;

	if (why == USER_FUNCTIONS_TOO_MANY) {
		diag(s->d, TOO_MANY, q->name_span, USER_FUNCTIONS_MAX, "functions of one pattern");
	} else if (why == USER_FUNCTIONS_IFUNC) {
		diag(s->d, CHOSEN_AT_START, q->name_span, path, q->name);
		diag_hint(s->d, "probe what it chooses: \"*%s*\" finds such functions when the file's "
			  "local symbols are there (debug package)", q->name);
	} else {
		diag(s->d, NOT_A_PROGRAM, q->file_span, path);
	}
	return RESOLVE_BAD;
}

static enum resolved read_functions(struct user_query *q, struct user_point *u)
{
	struct user_function *f;
	enum user_functions_found found;
	struct nearest near;
	unsigned i;

	nearest_init(&near, q->name);
	found = user_functions_find(q->s->a, q->fd, &q->pattern, &f, &u->target.n, &near);
	if (found == USER_FUNCTIONS_NONE)
		return unknown(q, u->target.path, near.best);
	if (found != USER_FUNCTIONS_OK)
		return refused(q, u->target.path, found);
	u->target.places = arena_array(q->s->a, struct user_place, u->target.n);
	for (i = 0; i < u->target.n; i++)
		u->target.places[i] = (struct user_place){ .name = f[i].name, .offset = f[i].offset };
	return RESOLVE_OK;
}

static enum resolved resolve(struct sema *s, const struct point *pt, bool optional, struct probe *p,
			     struct context *ctx)
{
	enum resolved state;
	bool exit;

	if (!point_suffix(s, &kind_uprobe, pt, &exit))
		return RESOLVE_BAD;
	p->kind = PROBE_UPROBE;
	if (!user_point(s, &kind_uprobe, pt, optional, read_functions, p, ctx, &state))
		return state;
	while (register_role(s->target->arch, "call", ctx->nslots))
		ctx->nreadable = ++ctx->nslots;
	p->nargs = ctx->nslots;
	ctx->has_result = exit;
	ctx->where = exit ? "a uprobe exit handler" : "a uprobe entry handler";
	return RESOLVE_OK;
}

static bool list(struct sema *s, const struct point_part *part, list_fn *fn, void *arg)
{
	return user_list(s, &kind_uprobe, part, read_functions, fn, arg);
}

const struct kind kind_uprobe = {
	.name = "uprobe",
	.syntax = "a file and a function: uprobe(\"libc\":\"malloc\"), uprobe(\"/bin/sh\":\"main\").exit",
	.doc = "the entry or exit of functions of a program or library",
	.has_exit = true,
	.resolve = resolve,
	.list = list,
	.list_alone = true,
	.has_file = true,
};

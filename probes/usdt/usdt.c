// SPDX-License-Identifier: GPL-2.0-or-later
/* usdt("mysqld":"mysql:query__start"): the static probes that programs and libraries have. */

#include <string.h>

#include "probes/uprobe/target.h"
#include "probes/usdt/notes.h"
#include "probes/usdt/operand.h"

static void unknown(struct user_query *q, const char *path, const struct usdt_note *notes, unsigned n)
{
	struct nearest near;
	unsigned i;

	diag(q->s->d, UNKNOWN_USDT, q->name_span, path, q->name);
	nearest_init(&near, q->name);
	for (i = 0; i < n; i++)
		nearest_offer(&near, arena_printf(q->s->a, "%s:%s", notes[i].provider, notes[i].name));
	if (n)
		diag_hint_near(q->s->d, near.best);
	else
		diag_hint(q->s->d, "it has no usdt probes at all");
}

/* Where the arguments of one more place are; those that cannot be read there can nowhere. */
static void add_arguments(struct user_query *q, struct user_point *u, const char *text, bool first)
{
	const struct usdt_machine *m = usdt_machine(q->s->target->arch);
	struct usdt_site *site = &u->target.sites[u->target.n];
	const char *why[USDT_ARGS] = { NULL };
	unsigned n = m ? usdt_parse_args(m, text, site->args, why) : 0, i;

	if (first || n < u->nargs)
		u->nargs = n;
	for (i = 0; i < n; i++)
		if (why[i] && !u->bad_arg[i])
			u->bad_arg[i] = why[i];
}

static enum resolved read_probes(struct user_query *q, struct user_point *u)
{
	struct usdt_note *notes;
	unsigned n, i;

	if (!usdt_notes(q->s->a, q->fd, &notes, &n)) {
		diag(q->s->d, NOT_A_PROGRAM, q->file_span, u->target.path);
		return RESOLVE_BAD;
	}
	u->target.places = arena_array(q->s->a, struct user_place, n + 1);
	u->target.sites = arena_array(q->s->a, struct usdt_site, n + 1);
	for (i = 0; i < n; i++) {
		const char *name = arena_printf(q->s->a, "%s:%s", notes[i].provider, notes[i].name);

		if (!name_pattern_matches(&q->pattern, name))
			continue;
		add_arguments(q, u, notes[i].args, !u->target.n);
		u->target.places[u->target.n++] = (struct user_place){
			.name = name, .offset = notes[i].offset, .semaphore = notes[i].semaphore,
		};
	}
	if (u->target.n)
		return RESOLVE_OK;
	if (!q->optional)
		unknown(q, u->target.path, notes, n);
	return RESOLVE_MISSING;
}

static enum resolved resolve(struct sema *s, const struct point *pt, bool optional, struct probe *p,
			     struct context *ctx)
{
	const struct user_point *u;
	enum resolved state;
	bool exit;

	if (!point_suffix(s, &kind_usdt, pt, &exit))
		return RESOLVE_BAD;
	p->kind = PROBE_USDT;
	u = user_point(s, &kind_usdt, pt, optional, read_probes, p, ctx, &state);
	if (!u)
		return state;
	ctx->nslots = ctx->nreadable = u->target.path ? u->nargs : USDT_ARGS;
	memcpy(ctx->bad_param, u->bad_arg, sizeof(ctx->bad_param));
	p->nargs = ctx->nslots;
	ctx->where = "a usdt handler";
	return RESOLVE_OK;
}

static bool list(struct sema *s, const struct point_part *part, list_fn *fn, void *arg)
{
	return user_list(s, &kind_usdt, part, read_probes, fn, arg);
}

const struct kind kind_usdt = {
	.name = "usdt",
	.syntax = "a file, a provider and a probe: usdt(\"mysqld\":\"mysql:query__start\")",
	.doc = "a static probe of a program or library, with its arguments",
	.resolve = resolve,
	.list = list,
	.list_alone = true,
	.has_file = true,
};

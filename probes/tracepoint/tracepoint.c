// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * tracepoint("sched:sched_switch"): a tracepoint with the arguments that BTF gives it, or with the fields of its
 * event's record (points.h).
 * rawtracepoint("sched_switch"): the same by its name alone, and its arguments are plain numbers for
 * the verifier; also one that BTF does not know.
 *
 * A list or pattern is one probe for each tracepoint: each has its own arguments.
 */

#include <stdio.h>
#include <string.h>

#include "common/pattern.h"
#include "probes/kind.h"
#include "probes/tracepoint/events.h"
#include "probes/tracepoint/points.h"
#include "target/formats.h"

#define RAW_MAX 12		/* arguments of a tracepoint that BTF does not know */

/* ---- what handlers see ---- */

static bool has_param(void *arg, unsigned i, const char *name)
{
	return point_has(&((const struct points *)arg)->v[i], name);
}

static const char *name_of(void *arg, unsigned i)
{
	return ((const struct points *)arg)->v[i].fn.name;
}

/*
 * Arguments that may be marks or error pointers, not addresses: newer kernels take them for plain
 * numbers, by a list of their own (raw_tp_null_args in kernel/bpf/btf.c; bit 1 of each argument's four).
 */
static const struct {
	const char *name;
	unsigned arg;			/* from 0 */
} marks[] = {
	{ "cachefiles_lookup", 2 },
	{ "mr_integ_alloc", 3 },
	{ "signal_deliver", 1 },
	{ "signal_generate", 1 },
};

static void set_numbers(struct context *ctx, const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (!strcmp(marks[i].name, name))
			ctx->is_number[marks[i].arg] = true;
}

/* Its record, by its format; else its arguments. */
static void set_context(struct points *points, const struct tracepoint *t, struct context *ctx)
{
	struct sema *s = points->s;
	unsigned i;

	*ctx = (struct context){ .more = points, .where = "a tracepoint's handler" };
	if (t->format) {
		ctx->format = t->format;
		ctx->fn.name = t->fn.name;
		ctx->has_params = true;
		return;
	}
	context_set_function(s, ctx, &t->fn);
	if (!t->by_btf)
		ctx->nslots = ctx->nreadable = RAW_MAX;
	for (i = 0; i < KFUNC_MAX_PARAMS; i++)
		ctx->is_number[i] = points->raw;
	set_numbers(ctx, t->fn.name);
}

static bool more(struct sema *s, struct probe *p, struct context *ctx)
{
	struct points *points = ctx->more;
	const struct tracepoint *t;

	if (points->next == points->n)
		return false;
	t = &points->v[points->next++];
	p->target = arena_strdup(s->a, t->fn.name);
	if (points->n > 1)
		p->name = points->raw ? arena_printf(s->a, "rawtracepoint(\"%s\")", p->target) :
					arena_printf(s->a, "tracepoint(\"%s:%s\")", point_system(s, t), p->target);
	set_context(points, t, ctx);
	p->nargs = ctx->nslots;
	p->format = t->format;
	p->system = t->format ? point_system(s, t) : NULL;
	return true;
}

/* A module has no record: its call-back is called with the arguments. */
static bool backend_reads(struct points *points, struct span span)
{
	struct sema *s = points->s;
	unsigned i;

	for (i = 0; i < points->n; i++) {
		if (!points->v[i].format || s->target->backend == BACKEND_BPF)
			continue;
		diag(s->d, FIELDS_IN_MODULE, span, points->v[i].fn.name);
		diag_hint(s->d, points->v[i].by_btf ? "its arguments are $%s …; or without --backend=module" :
						      "rawtracepoint(\"%s\") has its arguments as numbers, $arg1 …",
			  points->v[i].by_btf && points->v[i].fn.n ? points->v[i].fn.params[0].name :
								     points->v[i].fn.name);
		return false;
	}
	return true;
}

static enum resolved resolve(struct sema *s, const struct point *pt, bool optional, struct probe *p,
			     struct context *ctx, bool raw)
{
	const struct kind *k = raw ? &kind_rawtracepoint : &kind_tracepoint;
	struct points *points = arena_new(s->a, struct points);
	struct used_names used;
	const char *list;
	struct span span;
	enum resolved r;
	bool exit;

	if (!point_suffix(s, k, pt, &exit))
		return RESOLVE_BAD;
	list = point_string(s, k, pt->parts, &span);
	if (!list)
		return RESOLVE_BAD;
	if (!target_types(s->target))
		return RESOLVE_BAD;
	*points = (struct points){ .s = s, .raw = raw };
	points->forced = !raw && s->target->via && mechanism_is_in("tp_format", s->target->via) &&
			 !mechanism_is_in("tp_btf", s->target->via);
	r = points_select(points, list, optional, span);
	if (r != RESOLVE_OK)
		return r;
	used_names_find(s, &used);
	if (!points_choose(points, &used) || !backend_reads(points, span) ||
	    !used_names_in_all(s, &used, points->n, has_param, name_of, points))
		return RESOLVE_BAD;
	p->kind = raw ? PROBE_RAWTRACEPOINT : PROBE_TRACEPOINT;
	p->in_kernel = true;
	ctx->more = points;
	more(s, p, ctx);
	return RESOLVE_OK;
}

/* ---- the list ---- */

struct listing {
	struct sema *s;
	const struct ktypes *kt;
	const char **parts;		/* of the pattern */
	unsigned n;
	bool raw;
	struct arena *a;
	list_fn *fn;
	void *arg;
};

static bool is_listed(const struct listing *to, const char *name, const char *full)
{
	unsigned i;

	for (i = 0; i < to->n; i++)
		if (pattern_matches(to->parts[i], name) || pattern_matches(to->parts[i], full))
			return true;
	return false;
}

static void list_one(void *arg, const char *name)
{
	struct listing *to = arg;
	const char *system = event_system(to->a, name);
	struct listed l = { .kind = to->raw ? kind_rawtracepoint.name : kind_tracepoint.name };
	struct kfunc fn;

	l.name = arena_printf(to->a, "%s:%s", system ? system : "*", name);
	if (!is_listed(to, name, l.name) || !ktypes_tracepoint(to->kt, name, &fn))
		return;
	l.name = to->raw ? name : l.name;
	l.fn = &fn;
	to->fn(to->arg, &l);
}

/* An event that BTF does not know. */
static void list_event(void *arg, const char *system, const char *name)
{
	struct listing *to = arg;
	struct listed l = { .kind = kind_tracepoint.name };
	struct listed_param *params;
	const struct format *f;
	const char *why;
	struct kfunc fn;
	unsigned i;

	l.name = arena_printf(to->a, "%s:%s", system, name);
	if (!event_is_listed(system) || !is_listed(to, name, l.name) || ktypes_tracepoint(to->kt, name, &fn))
		return;
	f = format_of_event(to->s, system, name, &why);
	if (!f)
		return;
	params = arena_array(to->a, struct listed_param, f->n + 1);
	for (i = 0; i < f->n; i++)
		params[i] = (struct listed_param){ f->v[i].shown, f->v[i].name };
	l.params = params;
	l.nparams = f->n;
	to->fn(to->arg, &l);
}

static bool list_points(struct sema *s, const struct point_part *part, const struct kind *k, bool raw,
			list_fn *fn, void *arg)
{
	struct listing to = { .s = s, .kt = target_types(s->target), .a = s->a, .fn = fn, .arg = arg, .raw = raw };
	const char *text;
	struct span span;

	text = to.kt ? point_string(s, k, part, &span) : NULL;
	if (!text)
		return false;
	to.n = pattern_split(s->a, text, &to.parts);
	ktypes_each_tracepoint(to.kt, list_one, &to);
	if (!raw)
		formats_each(target_formats(s->target), list_event, &to);
	return true;
}

static bool list_typed(struct sema *s, const struct point_part *part, list_fn *fn, void *arg)
{
	return list_points(s, part, &kind_tracepoint, false, fn, arg);
}

static bool list_raw(struct sema *s, const struct point_part *part, list_fn *fn, void *arg)
{
	return list_points(s, part, &kind_rawtracepoint, true, fn, arg);
}

static enum resolved resolve_typed(struct sema *s, const struct point *pt, bool optional,
				   struct probe *p, struct context *ctx)
{
	return resolve(s, pt, optional, p, ctx, false);
}

static enum resolved resolve_raw(struct sema *s, const struct point *pt, bool optional,
				 struct probe *p, struct context *ctx)
{
	return resolve(s, pt, optional, p, ctx, true);
}

const struct kind kind_tracepoint = {
	.name = "tracepoint",
	.syntax = "systems and names: tracepoint(\"sched:sched_switch\"), tracepoint(\"sched:*, irq:*\")",
	.doc = "a static tracepoint of the kernel, with typed arguments",
	.resolve = resolve_typed,
	.more = more,
	.list = list_typed,
};

const struct kind kind_rawtracepoint = {
	.name = "rawtracepoint",
	.syntax = "names of tracepoints: rawtracepoint(\"sched_switch\")",
	.doc = "a static tracepoint by its name alone, also one of a module",
	.resolve = resolve_raw,
	.more = more,
	.list = list_raw,
	.list_alone = true,
};

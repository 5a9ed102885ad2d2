// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * tracepoint("sched:sched_switch"): a tracepoint with the arguments that BTF gives it.
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

#define POINTS_MAX 256		/* tracepoints of one point */
#define RAW_MAX 12		/* arguments of a tracepoint that BTF does not know */

/* The tracepoints that a point stands for. */
struct points {
	struct sema *s;
	bool raw;
	struct kfunc *v;
	bool *by_btf;			/* v[i] is known to BTF */
	unsigned n, next;
};

/* The events syscalls:sys_enter_openat and the like are no tracepoints of their own. */
static bool is_syscall_event(struct sema *s, const char *name)
{
	bool exit = !strncmp(name, "sys_exit_", 9);

	if (!exit && strncmp(name, "sys_enter_", 10))
		return false;
	diag_hint(s->d, "that is written syscall(\"%s\")%s", name + (exit ? 9 : 10), exit ? ".exit" : "");
	return true;
}

static void unknown(struct sema *s, const char *name, struct span span)
{
	struct nearest near;

	diag(s->d, UNKNOWN_TRACEPOINT, span, name);
	diag_about(s->d, "", name, span);
	if (is_syscall_event(s, name))
		return;
	nearest_init(&near, name);
	ktypes_offer_tracepoints(s->target->kt, &near);
	diag_hint_near(s->d, near.best);
}

static void add(struct points *points, const struct kfunc *fn, bool by_btf)
{
	unsigned i;

	for (i = 0; i < points->n && strcmp(points->v[i].name, fn->name); i++)
		;
	if (i < points->n || i == POINTS_MAX + 1)
		return;
	points->v[i] = *fn;
	points->by_btf[i] = by_btf;
	points->n++;
}

/* One name: as BTF has it, or a raw one that it does not know. */
static bool add_one(struct points *points, const char *name)
{
	struct sema *s = points->s;
	struct kfunc fn;

	if (ktypes_tracepoint(s->target->kt, name, &fn)) {
		add(points, &fn, true);
		return true;
	}
	/* A module's may be there, too.  The kernel says so when it is attached. */
	if (!points->raw || !target_may_have(s->target, arena_printf(s->a, "__tracepoint_%s", name)))
		return false;
	fn = (struct kfunc){ .name = name };
	add(points, &fn, false);
	return true;
}

struct wanted {
	struct points *points;
	const char *system, *name;
	unsigned n;
};

static void add_matching(void *arg, const char *tracepoint)
{
	struct wanted *w = arg;
	struct sema *s = w->points->s;
	struct kfunc fn;

	if (!pattern_matches(w->name, tracepoint) ||
	    (w->system && !event_in_system(s->a, tracepoint, w->system)) ||
	    !ktypes_tracepoint(s->target->kt, tracepoint, &fn))
		return;
	add(w->points, &fn, true);
	w->n++;
}

/* "sched:sched_*"; raw: "sched_*".  False: none is of that name. */
static bool add_part(struct points *points, const char *part, struct span span, bool *bad)
{
	struct wanted w = { .points = points, .name = part };
	const char *colon = strchr(part, ':');

	if (!points->raw) {
		if (!colon || colon == part || !colon[1] || strchr(colon + 1, ':')) {
			diag(points->s->d, BAD_PROBE_ARGS, span, "tracepoint", kind_tracepoint.syntax);
			*bad = true;
			return false;
		}
		w.system = arena_strndup(points->s->a, part, (size_t)(colon - part));
		w.name = colon + 1;
	}
	if (pattern_is_one_name(part))
		return add_one(points, w.name);
	ktypes_each_tracepoint(points->s->target->kt, add_matching, &w);
	return w.n;
}

static enum resolved select_points(struct points *points, const char *list, bool optional,
				   struct span span)
{
	struct sema *s = points->s;
	const char **parts, *colon;
	unsigned i, n = pattern_split(s->a, list, &parts);
	bool bad = false;

	points->v = arena_array(s->a, struct kfunc, POINTS_MAX + 2);
	points->by_btf = arena_array(s->a, bool, POINTS_MAX + 2);
	for (i = 0; i < n; i++) {
		if (add_part(points, parts[i], span, &bad) || optional)
			continue;
		colon = strchr(parts[i], ':');
		if (!bad)
			unknown(s, colon && pattern_is_one_name(parts[i]) ? colon + 1 : parts[i], span);
		return RESOLVE_BAD;
	}
	if (points->n > POINTS_MAX) {
		diag(s->d, TOO_MANY, span, POINTS_MAX, "tracepoints of one probe point");
		return RESOLVE_BAD;
	}
	return bad ? RESOLVE_BAD : points->n ? RESOLVE_OK : RESOLVE_MISSING;
}

/* ---- what handlers see ---- */

static bool has_param(void *arg, unsigned i, const char *name)
{
	const struct kfunc *fn = &((const struct points *)arg)->v[i];
	unsigned n;

	for (n = 0; n < fn->n; n++)
		if (!strcmp(fn->params[n].name, name))
			return true;
	return false;
}

static const char *name_of(void *arg, unsigned i)
{
	return ((const struct points *)arg)->v[i].name;
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

static const char *system_of(struct sema *s, const char *tracepoint)
{
	const char *system = event_system(s->a, tracepoint);

	return system ? system : arena_strndup(s->a, tracepoint, strcspn(tracepoint, "_"));
}

static bool more(struct sema *s, struct probe *p, struct context *ctx)
{
	struct points *points = ctx->more;
	const struct kfunc *fn;
	unsigned i;

	if (points->next == points->n)
		return false;
	fn = &points->v[points->next];
	*ctx = (struct context){ .more = points };
	p->target = arena_strdup(s->a, fn->name);
	if (points->n > 1)
		p->name = points->raw ? arena_printf(s->a, "rawtracepoint(\"%s\")", fn->name) :
					arena_printf(s->a, "tracepoint(\"%s:%s\")", system_of(s, fn->name),
						     fn->name);
	context_set_function(s, ctx, fn);
	if (!points->by_btf[points->next])
		ctx->nslots = ctx->nreadable = RAW_MAX;
	for (i = 0; i < KFUNC_MAX_PARAMS; i++)
		ctx->is_number[i] = points->raw;
	set_numbers(ctx, fn->name);
	p->nargs = ctx->nslots;
	ctx->where = "a tracepoint's handler";
	points->next++;
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
	r = select_points(points, list, optional, span);
	if (r != RESOLVE_OK)
		return r;
	used_names_find(s, &used);
	if (!used_names_in_all(s, &used, points->n, has_param, name_of, points))
		return RESOLVE_BAD;
	p->kind = raw ? PROBE_RAWTRACEPOINT : PROBE_TRACEPOINT;
	p->in_kernel = true;
	ctx->more = points;
	more(s, p, ctx);
	return RESOLVE_OK;
}

/* ---- the list ---- */

struct listing {
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

static bool list_points(struct sema *s, const struct point_part *part, const struct kind *k, bool raw,
			list_fn *fn, void *arg)
{
	struct listing to = { .kt = target_types(s->target), .a = s->a, .fn = fn, .arg = arg, .raw = raw };
	const char *text;
	struct span span;

	text = to.kt ? point_string(s, k, part, &span) : NULL;
	if (!text)
		return false;
	to.n = pattern_split(s->a, text, &to.parts);
	ktypes_each_tracepoint(to.kt, list_one, &to);
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

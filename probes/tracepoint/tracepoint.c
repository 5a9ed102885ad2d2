// SPDX-License-Identifier: GPL-2.0-or-later
/* tracepoint("sched:sched_switch"): a tracepoint with the arguments that BTF gives it. */

#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#include "probes/kind.h"

static void unknown(struct sema *s, const char *name, struct span span)
{
	struct nearest near;

	diag(s->d, UNKNOWN_TRACEPOINT, span, name);
	nearest_init(&near, name);
	ktypes_offer_tracepoints(s->target->kt, &near);
	diag_hint_near(s->d, near.best);
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

static enum resolved resolve(struct sema *s, const struct point *pt, bool optional, struct probe *p,
			     struct context *ctx)
{
	const char *full, *name;
	struct ktypes *kt;
	struct kfunc fn;
	struct span span;
	bool exit;

	if (!point_suffix(s, &kind_tracepoint, pt, &exit))
		return RESOLVE_BAD;
	full = point_string(s, &kind_tracepoint, pt->parts, &span);
	if (!full)
		return RESOLVE_BAD;
	name = strchr(full, ':');
	if (!name || name == full || !name[1] || strchr(name + 1, ':')) {
		diag(s->d, BAD_PROBE_ARGS, span, "tracepoint", kind_tracepoint.syntax);
		return RESOLVE_BAD;
	}
	name++;
	if (full[strcspn(full, "*?[]{}, ")]) {
		not_built(s, span, "several tracepoints by pattern or list");
		return RESOLVE_BAD;
	}
	if (s->target->backend == BACKEND_MODULE) {
		diag(s->d, NOT_IN_BACKEND, pt->span, "a tracepoint",
		     backend_name(s->target->backend));
		return RESOLVE_BAD;
	}
	kt = target_types(s->target);
	if (!kt)
		return RESOLVE_BAD;
	if (!ktypes_tracepoint(kt, name, &fn)) {
		if (!optional)
			unknown(s, name, span);
		return RESOLVE_MISSING;
	}
	p->kind = PROBE_TRACEPOINT;
	p->in_kernel = true;
	p->target = arena_strdup(s->a, name);
	context_set_function(s, ctx, &fn);
	set_numbers(ctx, name);
	p->nargs = ctx->nslots;
	ctx->where = "a tracepoint's handler";
	return RESOLVE_OK;
}

/* ---- the list ---- */

/* The systems that tracepoints are written with, from the running kernel; nothing where that cannot be read. */
static void read_systems(struct sema *s, struct table *systems)
{
	FILE *f = s->target->running ? fopen("/sys/kernel/tracing/available_events", "re") : NULL;
	char line[512], *colon;

	table_init(systems, s->a);
	while (f && fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = 0;
		colon = strchr(line, ':');
		if (!colon)
			continue;
		*colon = 0;
		table_set(systems, arena_strdup(s->a, colon + 1), arena_strdup(s->a, line));
	}
	if (f)
		fclose(f);
}

static bool list(struct sema *s, const struct point_part *part, list_fn *fn, void *arg)
{
	const struct ktypes *kt = target_types(s->target);
	const char *pattern, *system, *name;
	struct table systems;
	struct span span;
	struct kfunc f;
	uint32_t id = 0;

	pattern = kt ? point_string(s, &kind_tracepoint, part, &span) : NULL;
	if (!pattern)
		return false;
	read_systems(s, &systems);
	while ((id = ktypes_next_tracepoint(kt, id, &f))) {
		struct listed l = { .kind = kind_tracepoint.name, .fn = &f };

		system = table_get(&systems, f.name);
		name = arena_printf(s->a, "%s:%s", system ? system : "*", f.name);
		if (fnmatch(pattern, name, 0) && fnmatch(pattern, f.name, 0))
			continue;
		l.name = name;
		fn(arg, &l);
	}
	return true;
}

const struct kind kind_tracepoint = {
	.name = "tracepoint",
	.syntax = "a system and a name: tracepoint(\"sched:sched_switch\")",
	.doc = "a static tracepoint of the kernel, with typed arguments",
	.resolve = resolve,
	.list = list,
};

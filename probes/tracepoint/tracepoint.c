// SPDX-License-Identifier: GPL-2.0-or-later
/* tracepoint("sched:sched_switch"): a tracepoint with the arguments that BTF gives it. */

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

const struct kind kind_tracepoint = {
	.name = "tracepoint",
	.syntax = "a system and a name: tracepoint(\"sched:sched_switch\")",
	.doc = "a static tracepoint of the kernel, with typed arguments",
	.resolve = resolve,
};

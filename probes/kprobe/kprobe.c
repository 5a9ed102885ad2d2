// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kprobe("f"), kprobe("f+0x1c"): a breakpoint at an instruction of the kernel's, with all registers.
 *
 * At a function's first instruction its parameters are where the calling convention has them; inside of
 * it nobody knows.  Each breakpoint is attached by itself: for many functions there is fprobe.
 */

#include <stdlib.h>
#include <string.h>

#include "common/pattern.h"
#include "probes/kind.h"
#include "probes/registers.h"

#define OFFSET_MAX (1u << 20)

struct places {
	const char **v;			/* "f+0x1c" */
	unsigned n, next;
	struct span span;
	bool optional;
};

static bool wrong(struct sema *s, struct span span)
{
	diag(s->d, BAD_PROBE_ARGS, span, "kprobe", kind_kprobe.syntax);
	return false;
}

/* "f+0x1c" into its name and its offset. */
static bool split(struct sema *s, const char *place, struct span span, const char **name,
		  uint32_t *offset)
{
	size_t len = strcspn(place, "+");
	unsigned long n = 0;
	char *end;

	*name = arena_strndup(s->a, place, len);
	if (place[len]) {
		n = strtoul(place + len + 1, &end, 0);
		if (!place[len + 1] || place[len + 1] == '-' || *end || n > OFFSET_MAX)
			return wrong(s, span);
	}
	*offset = (uint32_t)n;
	if (!pattern_is_one_name(*name)) {
		wrong(s, span);
		diag_hint(s->d, "many functions at once are fprobe(\"%s\")", *name);
		return false;
	}
	return **name ? true : wrong(s, span);
}

/* Parameters are numbers here: the verifier knows nothing of registers. */
static void set_params(struct sema *s, struct context *ctx, const struct kfunc *fn)
{
	unsigned i, registers = 0;

	while (register_role(s->target->arch, "call", registers))
		registers++;
	if (!*fn->name) {	/* without a prototype */
		ctx->has_params = true;
		ctx->nslots = ctx->nreadable = registers;
		return;
	}
	context_set_function(s, ctx, fn);
	for (i = 0; i < fn->n; i++) {
		ctx->is_number[i] = true;
		if (ctx->slots[i] >= registers)
			ctx->bad_param[i] = "it is passed on the stack";
	}
	if (ctx->nreadable > registers)
		ctx->nreadable = registers;
}

static bool is_function(struct sema *s, const char *name, struct kfunc *fn)
{
	if (ktypes_function(s->target->kt, name, fn))
		return true;
	*fn = (struct kfunc){ .name = "" };
	return target_may_have(s->target, name) && s->target->running;
}

static enum resolved next_place(struct sema *s, struct probe *p, struct context *ctx)
{
	struct places *places = ctx->more;
	const char *place = places->v[places->next++], *name;
	struct nearest near;
	struct kfunc fn;

	*ctx = (struct context){ .more = places, .has_registers = BREAK, .where = "a kprobe handler" };
	if (!split(s, place, places->span, &name, &p->offset))
		return RESOLVE_BAD;
	if (!is_function(s, name, &fn)) {
		if (target_function_absent(s->target, name, places->span) || places->optional)
			return RESOLVE_MISSING;
		diag(s->d, UNKNOWN_FUNCTION, places->span, name);
		diag_about(s->d, "", name, places->span);
		nearest_init(&near, name);
		ktypes_offer_functions(s->target->kt, &near);
		diag_hint_near(s->d, near.best);
		return RESOLVE_BAD;
	}
	p->target = name;
	if (places->n > 1)
		p->name = arena_printf(s->a, "kprobe(\"%s\")", place);
	if (p->offset)
		ctx->where = "a kprobe inside of a function";
	else
		set_params(s, ctx, &fn);
	ctx->fn.name = name;
	p->nargs = ctx->nslots;
	return RESOLVE_OK;
}

static bool more(struct sema *s, struct probe *p, struct context *ctx)
{
	struct places *places = ctx->more;

	while (places->next < places->n)
		if (next_place(s, p, ctx) == RESOLVE_OK)
			return true;
	return false;
}

static enum resolved resolve(struct sema *s, const struct point *pt, bool optional, struct probe *p,
			     struct context *ctx)
{
	struct places *places = arena_new(s->a, struct places);
	const struct point_part *suffix = pt->parts->next;
	const char *list;
	bool exit;

	if (!point_suffix(s, &kind_kprobe, pt, &exit)) {
		if (suffix && (!strcmp(suffix->text, "exit") || !strcmp(suffix->text, "return")))
			diag_hint(s->d, "a breakpoint has no exit; a function's is fprobe(\"NAME\").exit");
		return RESOLVE_BAD;
	}
	list = point_string(s, &kind_kprobe, pt->parts, &places->span);
	if (!list)
		return RESOLVE_BAD;
	if (!target_types(s->target))
		return RESOLVE_BAD;
	places->n = pattern_split(s->a, list, &places->v);
	places->optional = optional;
	if (!places->n) {
		wrong(s, places->span);
		return RESOLVE_BAD;
	}
	p->kind = PROBE_KPROBE;
	p->in_kernel = true;
	ctx->more = places;
	if (more(s, p, ctx))
		return RESOLVE_OK;
	return optional ? RESOLVE_MISSING : RESOLVE_BAD;
}

/* ---- the list: functions, whose instructions are everybody's own business ---- */

struct renaming {
	list_fn *fn;
	void *arg;
};

static void list_one(void *arg, const struct listed *l)
{
	struct listed as_kprobe = *l;
	struct renaming *to = arg;

	as_kprobe.kind = kind_kprobe.name;
	as_kprobe.returns = false;
	to->fn(to->arg, &as_kprobe);
}

static bool list(struct sema *s, const struct point_part *part, list_fn *fn, void *arg)
{
	return kind_fprobe.list(s, part, list_one, &(struct renaming){ fn, arg });
}

const struct kind kind_kprobe = {
	.name = "kprobe",
	.syntax = "places in kernel functions: kprobe(\"vfs_read\"), kprobe(\"vfs_read+0x1c\")",
	.doc = "a breakpoint in the kernel, with all registers",
	.resolve = resolve,
	.more = more,
	.list = list,
	.list_alone = true,
};

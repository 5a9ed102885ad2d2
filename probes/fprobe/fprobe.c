// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * fprobe("f"), fprobe("f").exit: the entry and the exit of a kernel function.
 *
 * On BPF this is a trampoline (fentry, fexit), in a module register_fprobe(); the planner's rows
 * are in probes/mechanism.def, the registration in the runtimes' fpt_frame.h.
 */

#include <string.h>

#include "probes/fprobe/many.h"
#include "probes/fprobe/select.h"

void function_unknown(struct sema *s, const char *name, struct span span)
{
	struct nearest near;

	const char *clone = target_clone_of(s->target, name);

	if (clone || target_has_symbol(s->target, name)) {
		diag(s->d, NO_BTF_FOR_FUNCTION, span, name);
		if (clone)
			diag_hint(s->d, "the compiler made `%s' of it", clone);
		return;
	}
	diag(s->d, UNKNOWN_FUNCTION, span, name);
	diag_about(s->d, "", name, span);
	nearest_init(&near, name);
	ktypes_offer_functions(s->target->kt, &near);
	diag_hint_near(s->d, near.best);
}

/* Of many functions those that do not are left out later. */
static bool returns(struct sema *s, const struct probe *p, struct span span)
{
	if (p->is_many || !function_never_returns(p->target))
		return true;
	diag(s->d, NOT_TRACEABLE, span, p->target, "it never returns, so its exit is never seen");
	return false;
}

/* One function, by its name. */
static enum resolved resolve_one(struct sema *s, const char *name, struct span span, bool optional,
				 struct probe *p, struct context *ctx)
{
	struct probe_function *one;
	struct ktypes *kt;
	struct kfunc fn;
	const char *why;

	kt = target_types(s->target);
	if (!kt)
		return RESOLVE_BAD;
	if (!ktypes_function(kt, name, &fn)) {
		if (target_function_absent(s->target, name, span))
			return RESOLVE_MISSING;
		if (!optional)
			function_unknown(s, name, span);
		return RESOLVE_MISSING;
	}
	if (target_blacklists(s->target, name)) {
		if (!optional)
			diag(s->d, NOT_TRACEABLE, span, name,
			     arena_printf(s->a, "it %s", left_text(LEFT_BLACKLISTED)));
		return RESOLVE_MISSING;
	}
	why = target_not_traceable(s->target, name);
	if (why) {
		if (!optional)
			diag(s->d, NOT_TRACEABLE, span, name, why);
		return RESOLVE_MISSING;
	}
	p->target = arena_strdup(s->a, name);
	one = arena_new(s->a, struct probe_function);
	*one = (struct probe_function){ .name = p->target, .btf_id = fn.id };
	p->functions = one;
	p->nfunctions = 1;
	context_set_function(s, ctx, &fn);
	p->nargs = ctx->nslots;
	if (mechanism_may_be_untyped(s->target))
		function_in_registers(s, ctx);
	return RESOLVE_OK;
}

static enum resolved resolve(struct sema *s, const struct point *pt, bool optional, struct probe *p,
			     struct context *ctx)
{
	const char *name = NULL;
	enum resolved r;
	struct span span;
	bool exit, many;

	if (!point_suffix(s, &kind_fprobe, pt, &exit))
		return RESOLVE_BAD;
	p->kind = PROBE_FPROBE;
	p->in_kernel = true;
	many = many_is_listed(pt->parts);
	if (!many) {
		name = point_string(s, &kind_fprobe, pt->parts, &span);
		if (!name)
			return RESOLVE_BAD;
		many = select_is_pattern(name);	/* a param's value may be one */
	}
	r = many ? many_resolve(s, pt, optional, exit, p, ctx) :
		   resolve_one(s, name, span, optional, p, ctx);
	if (r != RESOLVE_OK)
		return r;
	if (exit && !returns(s, p, pt->parts->args->span))
		return RESOLVE_BAD;
	ctx->has_result = exit;
	ctx->where = exit ? "an fprobe exit handler" : "an fprobe entry handler";
	return RESOLVE_OK;
}

static bool finish(struct sema *s, struct probe *p, struct context *ctx)
{
	return !p->is_many || many_finish(s, p, ctx);
}

const struct kind kind_fprobe = {
	.name = "fprobe",
	.syntax = "the name of a kernel function, or patterns: fprobe(\"vfs_read\"), fprobe(\"vfs_*\").exit",
	.doc = "a kernel function's entry or exit",
	.has_exit = true,
	.resolve = resolve,
	.check_exit = returns,
	.finish = finish,
	.list = many_list,
};

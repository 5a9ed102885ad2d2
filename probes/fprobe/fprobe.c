// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * fprobe("f"), fprobe("f").exit: the entry and the exit of a kernel function.
 *
 * On BPF this is a trampoline (fentry, fexit), in a module register_fprobe(); the planner's rows
 * are in probes/mechanism.def, the registration in the runtimes' fpt_frame.h.
 */

#include <string.h>

#include "probes/kind.h"

/* Functions that never return: their exit would never be seen (kernel/bpf/verifier.c,
 * noreturn_deny). */
static const char *const never_return[] = {
	"do_exit", "do_group_exit", "kthread_exit", "kthread_complete_and_exit", "make_task_dead",
	"__ia32_sys_exit", "__x64_sys_exit", "__ia32_sys_exit_group", "__x64_sys_exit_group",
};

static void unknown(struct sema *s, const char *name, struct span span)
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

static bool returns(struct sema *s, const struct probe *p, struct span span)
{
	const char *name = p->target;
	size_t i;

	for (i = 0; i < sizeof(never_return) / sizeof(*never_return); i++) {
		if (!strcmp(never_return[i], name)) {
			diag(s->d, NOT_TRACEABLE, span, name,
			     "it never returns, so its exit is never seen");
			return false;
		}
	}
	return true;
}

static enum resolved resolve(struct sema *s, const struct point *pt, bool optional, struct probe *p,
			     struct context *ctx)
{
	struct ktypes *kt;
	struct kfunc fn;
	struct span span;
	const char *name, *why;
	bool exit;

	if (!point_suffix(s, &kind_fprobe, pt, &exit))
		return RESOLVE_BAD;
	name = point_string(s, &kind_fprobe, pt->parts, &span);
	if (!name)
		return RESOLVE_BAD;
	if (name[strcspn(name, "*?[]{}, ")]) {
		not_built(s, span, "several functions by pattern or list");
		return RESOLVE_BAD;
	}
	kt = target_types(s->target);
	if (!kt)
		return RESOLVE_BAD;
	if (!ktypes_function(kt, name, &fn)) {
		if (!optional)
			unknown(s, name, span);
		return RESOLVE_MISSING;
	}
	why = target_not_traceable(s->target, name);
	if (why) {
		if (!optional)
			diag(s->d, NOT_TRACEABLE, span, name, why);
		return RESOLVE_MISSING;
	}
	p->kind = PROBE_FPROBE;
	p->in_kernel = true;
	p->target = arena_strdup(s->a, name);
	if (exit && !returns(s, p, span))
		return RESOLVE_BAD;
	context_set_function(s, ctx, &fn);
	p->nargs = ctx->nslots;
	ctx->has_result = exit;
	ctx->where = exit ? "an fprobe exit handler" : "an fprobe entry handler";
	return RESOLVE_OK;
}

const struct kind kind_fprobe = {
	.name = "fprobe",
	.syntax = "the name of a kernel function: fprobe(\"vfs_read\"), fprobe(\"vfs_read\").exit",
	.doc = "a kernel function's entry or exit",
	.has_exit = true,
	.resolve = resolve,
	.check_exit = returns,
};

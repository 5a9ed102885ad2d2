// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a probe hands over: $names, $return, $it, $argN.
 *
 * A pointer to a struct that comes from here is *typed*: see access.c.
 */

#include <stdlib.h>
#include <string.h>

#include "sema/lower.h"

struct ir *context_slot(struct lower *l, enum ir_op at_entry, enum ir_op at_exit, unsigned slot,
			struct span span)
{
	struct ir *ir = ir_new(l->sema->a, l->side == SIDE_EXIT ? at_exit : at_entry, span);
	struct keep *k = &l->probe->keep;
	unsigned i;

	ir->imm = slot;
	if (l->side != SIDE_EXIT)
		return ir;
	for (i = 0; i < k->nargs && k->args[i] != slot; i++)
		;
	if (i == k->nargs && i < sizeof(k->args) / sizeof(*k->args))
		k->args[k->nargs++] = (uint16_t)slot;
	ir->index = (uint16_t)i;
	return ir;
}

/*
 * What the verifier makes of a pointer in the context: btf_ctx_access() in the kernel.  Pointers to
 * integers of any kind are numbers to it, pointers to `const void' are not on 6.1 and 6.12.
 */
static enum slot_form form_of(const struct sema *s, uint32_t pointer)
{
	uint32_t target = ktype_of(s, pointer).target;
	enum kkind to = ktype_of(s, target).kind;

	if (to == KK_STRUCT || to == KK_UNION)
		return SLOT_STRUCT;
	return !target || to == KK_INT ? SLOT_NUMBER : SLOT_OPAQUE;
}

/* A cast names a type by its number, which is found by the type's name when the program is loaded. */
static bool may_cast(const struct sema *s, uint32_t id)
{
	return ktypes_is_unique(s->target->kt, id) && target_is_kernels(s->target, id);
}

/* The value of a slot whose type is `ktype' in BTF. */
static struct value typed_or_number(struct lower *l, struct type t, uint32_t ktype,
				    struct ir *number, struct ir *typed, struct span span)
{
	struct value v = value_ir(t, number);

	v.span = span;
	if (t.kind != TY_PTR)
		return v;
	number->aux = form_of(l->sema, ktype);
	if (t.is_user || number->aux != SLOT_STRUCT || l->ctx->pointers == POINTERS_PLAIN ||
	    (l->ctx->pointers == POINTERS_CAST && !may_cast(l->sema, t.ktype)))
		return v;
	typed->text = typed_tag(l->sema, t.ktype);
	if (!typed->text)
		return v;
	return chain_value(t, chain_new(l, typed, true), span);
}

/* A register holds a narrow value in its low bytes; what is above is anything. */
static struct ir *from_register(struct lower *l, struct ir *reg, struct type t)
{
	if (t.kind == TY_BOOL)
		reg = convert_int(l, reg, type_int(8, false), type_int(1, false));
	return convert_int(l, reg, type_int(8, false), t);
}

static struct value parameter(struct lower *l, unsigned n, struct span span)
{
	const struct context *ctx = l->ctx;
	const char *why = ctx->bad_param[n];
	struct ir *number, *typed;
	struct value v;
	struct type t;

	t = ctx->types ? ctx->types[n] :
			 type_of_ktype(l->sema->target->kt, ctx->fn.params[n].type, &why);
	if (!why && t.kind == TY_STRUCT)
		why = "a struct passed by value";
	if (why) {
		diag(l->sema->d, UNSUPPORTED_TYPE, span,
		     arena_printf(l->sema->a, "$%s", ctx->fn.params[n].name), why);
		return value_bad(span);
	}
	if (ctx->uses)
		ctx->uses->params = true;
	number = context_slot(l, IR_ARG, IR_KEPT, ctx->slots[n], span);
	if (ctx->types)
		return value_ir(t, t.kind == TY_PTR ? number : from_register(l, number, t));
	typed = context_slot(l, IR_ARGP, IR_KEPTP, ctx->slots[n], span);
	if (t.kind != TY_PTR)
		number = from_register(l, number, t);
	v = typed_or_number(l, t, ctx->fn.params[n].type, number, typed, span);
	return ctx->is_number[n] ? value_ir(t, number) : v;
}

static struct value result(struct lower *l, const struct expr *e)
{
	struct sema *s = l->sema;
	const char *why = NULL;
	struct ir *number, *typed;
	struct type t;

	if (!l->ctx->has_result || l->side != SIDE_EXIT) {
		diag(s->d, NOT_IN_CONTEXT, e->span, "$return", l->ctx->where);
		if (l->probe->kind == PROBE_FPROBE || l->probe->kind == PROBE_SYSCALL)
			diag_hint(s->d, "the value is known at exit: %s(\"%s\").exit",
				  l->probe->kind == PROBE_FPROBE ? "fprobe" : "syscall", l->ctx->fn.name);
		return value_bad(e->span);
	}
	if (l->ctx->results_differ) {
		diag(s->d, FUNCTIONS_DIFFER, e->span, "$return", l->probe->target,
		     l->ctx->results_differ);
		diag_hint(s->d, "returns \"TYPE\" in the probe point chooses those that return it");
		return value_bad(e->span);
	}
	if (l->ctx->uses)
		l->ctx->uses->result = true;
	t = type_of_ktype(s->target->kt, l->ctx->fn.result, &why);
	if (t.kind == TY_VOID)
		why = "the function returns nothing";
	else if (t.kind == TY_STRUCT)
		why = "a struct returned by value";
	if (why) {
		diag(s->d, UNSUPPORTED_TYPE, e->span, "$return", why);
		return value_bad(e->span);
	}
	number = ir_new(s->a, IR_RESULT, e->span);
	typed = ir_new(s->a, IR_RESULTP, e->span);
	number->imm = typed->imm = l->ctx->nslots;
	if (t.kind != TY_PTR)
		number = from_register(l, number, t);
	if (t.kind == TY_INT && t.is_signed)
		t.show = SHOW_ERRNO;
	return typed_or_number(l, t, l->ctx->fn.result, number, typed, e->span);
}

/* $arg1: the n-th argument slot as it is. */
static bool positional(struct lower *l, const struct expr *e, struct value *v)
{
	unsigned long n;
	char *end;

	if (strncmp(e->name, "arg", 3) || e->name[3] < '1' || e->name[3] > '9')
		return false;
	n = strtoul(e->name + 3, &end, 10);
	if (*end || n > 64)
		return false;
	*v = value_bad(e->span);
	if (n > l->ctx->nslots) {
		diag(l->sema->d, UNKNOWN_PARAM, e->span, l->ctx->fn.name, e->name);
		if (l->ctx->nslots)
			diag_hint(l->sema->d, "the last one is $arg%u", l->ctx->nslots);
		return true;
	}
	if (n > l->ctx->nreadable) {
		diag(l->sema->d, UNSUPPORTED_TYPE, e->span,
		     arena_printf(l->sema->a, "$%s", e->name),
		     "it is not passed in a place that a probe can read");
		return true;
	}
	if (l->ctx->uses && l->ctx->uses->args < n)
		l->ctx->uses->args = (unsigned)n;
	*v = value_ir(type_int(8, false), context_slot(l, IR_ARG, IR_KEPT, l->ctx->first_slot + (unsigned)n - 1, e->span));
	v->ir->aux = SLOT_OPAQUE;
	return true;
}

static void offer_params(struct lower *l, const char *name)
{
	const struct kfunc *fn = &l->ctx->fn;
	struct nearest near;
	struct str all;
	unsigned i;

	nearest_init(&near, name);
	str_init(&all, l->sema->a);
	for (i = 0; i < fn->n; i++) {
		if (!*fn->params[i].name)
			continue;
		nearest_offer(&near, fn->params[i].name);
		str_printf(&all, "%s$%s", all.len ? ", " : "", fn->params[i].name);
	}
	if (l->ctx->has_result) {
		nearest_offer(&near, "return");
		str_printf(&all, "%s$return", all.len ? ", " : "");
	}
	if (near.best)
		diag_hint(l->sema->d, "did you mean `$%s'?", near.best);
	else if (all.len)
		diag_hint(l->sema->d, "it has %s", all.text);
	else if (fn->n)
		diag_hint(l->sema->d, "BTF has no names for its parameters: $arg1 is the first");
	else
		diag_hint(l->sema->d, "it has none");
}

/* The parameter of this name; -1: none. */
static int find_param(const struct context *ctx, const char *name)
{
	unsigned i;

	for (i = 0; ctx->has_params && i < ctx->fn.n; i++)
		if (!strcmp(ctx->fn.params[i].name, name))
			return (int)i;
	return -1;
}

/* $it: the argument that takes "TYPE" has found, another one in each function. */
static struct value it(struct lower *l, const struct expr *e)
{
	const struct context *ctx = l->ctx;
	struct ir *number, *typed;
	const char *why = NULL;
	struct type t;

	if (!ctx->it_type) {
		diag(l->sema->d, NOT_IN_CONTEXT, e->span, "$it", ctx->where);
		diag_hint(l->sema->d, "it is the parameter that fits in fprobe(\"*\", takes \"struct file *\")");
		return value_bad(e->span);
	}
	ctx->uses->params = ctx->uses->it = true;
	t = type_of_ktype(l->sema->target->kt, ctx->it_type, &why);
	if (!why && t.kind == TY_STRUCT)
		why = "a struct passed by value";
	if (why) {
		diag(l->sema->d, UNSUPPORTED_TYPE, e->span, "$it", why);
		return value_bad(e->span);
	}
	number = context_slot(l, IR_ARG, IR_KEPT, SLOT_IT, e->span);
	typed = context_slot(l, IR_ARGP, IR_KEPTP, SLOT_IT, e->span);
	if (t.kind != TY_PTR)
		number = from_register(l, number, t);
	return typed_or_number(l, t, ctx->it_type, number, typed, e->span);
}

/* $name that not all functions of the probe have alike. */
static bool not_in_all(struct lower *l, const struct expr *e)
{
	struct sema *s = l->sema;
	const char *text;

	if (!l->ctx->many)
		return false;
	text = many_difference(s, l->ctx, e->name);
	if (!text)
		return false;
	diag(s->d, FUNCTIONS_DIFFER, e->span, arena_printf(s->a, "$%s", e->name), l->probe->target, text);
	diag_hint(s->d, "takes \"TYPE\" in the probe point chooses functions by a parameter, which is $it then");
	return true;
}

struct value lower_ctx(struct lower *l, const struct expr *e)
{
	int param = find_param(l->ctx, e->name);
	struct value v;

	if (l->ctx->is_user)
		return lower_user_ctx(l, e);
	if (l->ctx->format && *e->name != '$' && strcmp(e->name, "return"))
		return lower_field(l, e);
	if (!strcmp(e->name, "return"))
		return result(l, e);
	if (param >= 0)
		return parameter(l, (unsigned)param, e->span);
	if (!strcmp(e->name, "it"))
		return it(l, e);
	if (*e->name == '$') {
		if (is_context_list(e))
			return lower_list_string(l, e);
		diag(l->sema->d, CONTEXT_LIST, e->span, e->name);
		diag_hint(l->sema->d, "known are $$parms and $$return");
		return value_bad(e->span);
	}
	if (!l->ctx->has_params) {
		diag(l->sema->d, NOT_IN_CONTEXT, e->span, arena_printf(l->sema->a, "$%s", e->name),
		     l->ctx->where);
		if (l->ctx->has_registers)
			diag_hint(l->sema->d, "there are registers: reg(\"…\")");
		return value_bad(e->span);
	}
	if (positional(l, e, &v))
		return v;
	if (not_in_all(l, e))
		return value_bad(e->span);
	diag(l->sema->d, UNKNOWN_PARAM, e->span, l->ctx->fn.name, e->name);
	diag_about(l->sema->d, l->ctx->fn.name, e->name, e->span);
	offer_params(l, e->name);
	if (l->probe->kind == PROBE_TRACEPOINT)
		fields_unknown(l);
	return value_bad(e->span);
}

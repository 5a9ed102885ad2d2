// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What is printed in one piece: structs and arrays of the kernel's, copied as they lie there and shown by
 * the host, and all parameters of a function.
 */

#include <string.h>

#include "sema/lower.h"

#include "runtime/wire_host.h"

#define SYSCALL_ARGS 6

/* One checked copy into a string slot; what its bytes mean is the host's to know. */
static struct value copy_whole(struct lower *l, const struct value *v)
{
	uint64_t bytes = ktype_of(l->sema, v->t.ktype).size;
	struct type t = v->t;
	struct ir *ir;

	if (!bytes) {
		diag(l->sema->d, UNSUPPORTED_TYPE, v->span, type_text(l->sema, t),
		     "BTF does not know how many there are");
		diag_hint(l->sema->d, "print the elements that matter: [0]");
		return value_bad(v->span);
	}
	if (bytes > WIRE_MAX - WIRE_HEADER) {
		diag(l->sema->d, WHOLE_TOO_LARGE, v->span, type_text(l->sema, t), (unsigned long long)bytes,
		     WIRE_MAX - WIRE_HEADER);
		diag_hint(l->sema->d, "print the %s that matter",
			  t.kind == TY_ARRAY ? "elements" : "members");
		return value_bad(v->span);
	}
	t.width = ((uint32_t)bytes + 7) & ~7u;
	ir = ir_new(l->sema->a, IR_BUF, v->span);
	ir->arg[0] = chain_address(l, v, true);
	ir->imm = (int64_t)bytes;
	ir->aux = v->chain->user;
	ir->slot = handler_slot(l, t.width);
	if (!l->first)
		ir->site = site_add(l->sema, SITE_FAULT, FAULT_ADDRESS, v->span, l->probe->id);
	return value_ir(t, ir);
}

struct value read_to_print(struct lower *l, struct value v)
{
	uint32_t count;

	if (!v.chain || !v.chain->is_open || (v.t.kind != TY_STRUCT && v.t.kind != TY_ARRAY) ||
	    is_char_array(l->sema->target->kt, v.t, &count))
		return lower_read_any(l, v);
	return copy_whole(l, &v);
}

/* ---- $$parms, $$return ---- */

bool is_context_list(const struct expr *e)
{
	return e->kind == EX_CTX && (!strcmp(e->name, "$parms") || !strcmp(e->name, "$return"));
}

struct value value_word(struct lower *l, const char *text, struct span span)
{
	struct ir *ir = ir_new(l->sema->a, IR_STRING, span);

	ir->text = text;
	ir->imm = 8;
	return value_ir(type_string(8), ir);
}

static struct value named(struct lower *l, const struct expr *e, const char *name)
{
	struct expr *one = arena_new(l->sema->a, struct expr);
	struct value v;

	*one = *e;
	one->name = name;
	one->next = NULL;
	v = lower_read(l, lower_ctx(l, one));
	v.label = name;
	v.span = e->span;
	return v;
}

/* What no probe can read is a question mark. */
static struct value parameter(struct lower *l, const struct expr *e, unsigned i)
{
	const char *name = l->ctx->fn.params[i].name, *why = l->ctx->bad_param[i];
	struct type t = type_of_ktype(l->sema->target->kt, l->ctx->fn.params[i].type, &why);
	struct value v;

	if (!*name)
		name = arena_printf(l->sema->a, "arg%u", l->ctx->slots[i] + 1);
	if (!why && t.kind != TY_STRUCT)
		return named(l, e, name);
	v = value_word(l, "?", e->span);
	v.label = name;
	return v;
}

unsigned lower_context_list(struct lower *l, const struct expr *e, struct value *v)
{
	unsigned i;

	if (!strcmp(e->name, "$return")) {
		v[0] = named(l, e, "return");
		return 1;
	}
	if (!l->ctx->has_params) {
		diag(l->sema->d, NOT_IN_CONTEXT, e->span, "$$parms", l->ctx->where);
		v[0] = value_bad(e->span);
		return 1;
	}
	if (l->ctx->format)
		return lower_fields(l, e, v);
	/* Many system calls have one handler, and each its own parameters. */
	for (i = 0; l->ctx->func_in_slot && i < SYSCALL_ARGS; i++)
		v[i] = named(l, e, arena_printf(l->sema->a, "arg%u", i + 1));
	if (i)
		return i;
	for (i = 0; i < l->ctx->fn.n; i++)
		v[i] = parameter(l, e, i);
	if (!i)
		v[i++] = value_word(l, "", e->span);
	return i;
}

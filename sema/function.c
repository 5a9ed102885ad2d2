// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Functions of the script's.
 *
 * A call is an expansion: the body is lowered again in the place of the call, its parameters being
 * locals that are set from the arguments.  So types are inferred per call, a pointer that the
 * verifier types stays one, and no back end needs a calling convention; a function that calls itself
 * cannot be.  What a call yields is
 *
 *	DO { parameters = arguments; BLOCK n { body: return e is SET result, LEAVE n } } LOCAL result
 */

#include <string.h>

#include "sema/lower.h"

#define MAX_EXPANSIONS 1000	/* in one handler */
#define MAX_CALLS 32		/* inside of each other */
#define RESULT "return."	/* the local of what is returned: no name of a script's */

static struct expansion *expansion_at(struct lower *l, const struct expr *site,
				      const struct item *fn)
{
	struct expansion *x;

	for (x = l->fn->inner; x; x = x->next)
		if (x->site == site)
			return x;
	x = arena_new(l->sema->a, struct expansion);
	*x = (struct expansion){ .fn = fn, .site = site, .up = l->fn, .next = l->fn->inner };
	l->fn->inner = x;
	return x;
}

static bool may_expand(struct lower *l, const struct expr *e, const struct item *fn)
{
	const struct expansion *x;
	unsigned depth = 0;

	if (l->ctx->is_constant) {
		diag(l->sema->d, NOT_IN_CONTEXT, e->span, arena_printf(l->sema->a, "%s()", e->name),
		     l->ctx->where);
		return false;
	}
	for (x = l->fn; x; x = x->up, depth++) {
		if (x->fn != fn)
			continue;
		diag(l->sema->d, RECURSION, e->span, e->name);
		diag_note(l->sema->d, fn->name_span, "the function");
		return false;
	}
	if (depth <= MAX_CALLS && l->nexpansions++ < MAX_EXPANSIONS)
		return true;
	diag(l->sema->d, TOO_MANY, e->span, depth > MAX_CALLS ? MAX_CALLS : MAX_EXPANSIONS,
	     depth > MAX_CALLS ? "calls inside of each other" : "calls of functions in one handler");
	return false;
}

/* A value as a parameter or result of a declared type; bad after a diagnostic. */
static struct value as_declared(struct lower *l, const struct type_name *type, struct value v,
				const char *name)
{
	struct type t;
	struct ir *ir;

	if (!type || value_is_bad(&v))
		return v;
	t = type_of_name(l->sema, type);
	if (t.kind == TY_NONE)
		return value_bad(v.span);
	if (t.kind == TY_PTR && v.t.kind == TY_PTR &&
	    ktype_of(l->sema, t.ktype).id == ktype_of(l->sema, v.t.ktype).id)
		return v;
	v = lower_read(l, v);
	if (value_is_bad(&v) || (t.kind == TY_STRING && v.t.kind == TY_STRING))
		return v;
	ir = type_is_integer(t) && (type_is_integer(v.t) || v.t.kind == TY_PTR) ? v.ir : NULL;
	if (ir)
		return value_ir(t, convert_int(l, ir, v.t, t));
	if (t.kind == TY_PTR && type_join(t, false, v.t, v.ir->op == IR_CONST).kind == TY_PTR)
		return value_ir(t, v.ir);
	diag(l->sema->d, TYPE_MISMATCH, v.span, arena_printf(l->sema->a, "`%s'", name),
	     a_type(l->sema, t), a_type(l->sema, v.t));
	return value_bad(v.span);
}

/* An argument: a pointer that the verifier types stays one. */
static struct value argument(struct lower *l, const struct expr *e)
{
	struct value v = lower_expr(l, e);

	if (!chain_is_typed_pointer(l, &v))
		v = lower_read_any(l, v);
	if (v.t.kind == TY_VOID) {
		diag(l->sema->d, NO_VALUE, e->span, "this");
		return value_bad(e->span);
	}
	v.span = e->span;
	return v;
}

static bool arguments(struct lower *l, const struct expr *e, const struct item *fn, struct value *v)
{
	const struct formal *f = fn->formals;
	unsigned n = 0, have = 0;
	bool ok = true;

	for (; f; f = f->next)
		n++;
	for_each_expr(arg, e->args)
		have++;
	if (n != have || n > MAX_PARAMS) {
		diag(l->sema->d, BAD_CALL, e->span, e->name,
		     arena_printf(l->sema->a, "%u argument%s", n, n == 1 ? "" : "s"));
		diag_note(l->sema->d, fn->name_span, "the function");
		return false;
	}
	for_each_expr(arg, e->args) {
		*v = argument(l, arg);
		ok &= !value_is_bad(v++);
	}
	return ok;
}

/* What was around the expansion. */
struct outside {
	struct locals *locals;
	struct flow flow;
	struct ir *at;
	struct jump *on_break, *on_continue, *on_return;
	const struct context *ctx;
	struct expansion *fn;
	int in_library;
	unsigned said;			/* messages before the body */
};

static unsigned said(const struct lower *l)
{
	return l->sema->d->errors + l->sema->d->warnings;
}

static struct outside go_inside(struct lower *l, struct expansion *x, struct ir *at,
				struct jump *on_return)
{
	struct outside o = { l->locals, l->flow, l->at, l->on_break, l->on_continue, l->on_return,
			     l->ctx, l->fn, l->sema->in_library, 0 };
	struct context *ctx = arena_new(l->sema->a, struct context);

	*ctx = *l->ctx;
	ctx->where = "a function";
	ctx->has_params = ctx->has_result = false;
	l->locals = &x->locals;
	l->flow = (struct flow){ 0 };
	l->at = at;
	l->on_break = l->on_continue = NULL;
	l->on_return = on_return;
	l->ctx = ctx;
	l->fn = x;
	return o;
}

static void go_outside(struct lower *l, const struct outside *o, struct span call)
{
	bool dead = l->flow.dead;

	l->locals = o->locals;
	l->flow = o->flow;
	l->flow.dead |= dead;
	l->at = o->at;
	l->on_break = o->on_break;
	l->on_continue = o->on_continue;
	l->on_return = o->on_return;
	l->ctx = o->ctx;
	l->fn = o->fn;
	l->sema->in_library = o->in_library;
	if (said(l) != o->said)
		diag_note(l->sema->d, call, "called here");
}

static void set_parameters(struct lower *l, const struct item *fn, struct value *v)
{
	const struct formal *f;

	for (f = fn->formals; f; f = f->next, v++) {
		const struct name *n = name_find(l->sema, f->name);

		if (n && n->kind == NAME_MAP && !n->bad) {
			diag(l->sema->d, REDEFINED, f->span, f->name);
			diag_note(l->sema->d, n->map->span, "the map");
		}
		local_assign(l, f->name, f->span, as_declared(l, f->type, *v, f->name));
	}
}

static struct value result_of(struct lower *l, const struct expr *e, struct ir *seq)
{
	struct local *r = local_find(l, RESULT);
	struct value v;
	struct ir *ir;

	if (!r)
		return value_ir((struct type){ .kind = TY_VOID }, seq);
	if (!l->flow.dead && !(l->flow.bits[r->number / 64] >> r->number % 64 & 1)) {
		diag(l->sema->d, NO_RETURN, e->span, e->name);
		diag_note(l->sema->d, r->first, "a value is returned here");
		return value_bad(e->span);
	}
	v = local_read(l, r, e->span);
	if (value_is_bad(&v))
		return v;
	if (v.tuple) {
		v.tuple->before = seq;
		return v;
	}
	ir = ir_unary(l->sema->a, v.t.kind == TY_STRING ? IR_DOS : IR_DO, v.ir, e->span);
	ir->list = seq->list;
	ir->last = seq->last;
	return value_ir(v.t, ir);
}

struct value lower_user_call(struct lower *l, const struct expr *e, const struct item *fn,
			     bool as_statement)
{
	struct ir *seq = ir_new(l->sema->a, IR_SEQ, e->span);
	struct value v[MAX_PARAMS], result;
	struct expansion *x;
	struct jump on_return;
	struct outside o;
	struct ir *block;

	if (!may_expand(l, e, fn) || !arguments(l, e, fn, v))
		return value_bad(e->span);
	x = expansion_at(l, e, fn);
	on_return = jump_new(l);
	o = go_inside(l, x, seq, &on_return);
	l->sema->in_library = fn->is_library ? LIBRARY_FUNCTION : LIBRARY_NOT;
	set_parameters(l, fn, v);
	o.said = said(l);
	block = ir_new(l->sema->a, IR_BLOCK, e->span);
	block->imm = on_return.label;
	block->arg[0] = lower_branch(l, fn->body, e->span);
	ir_append(seq, block);
	flow_meet(&on_return.flow, &l->flow);
	l->flow = on_return.flow;
	result = as_statement ? value_ir((struct type){ .kind = TY_VOID }, seq) : result_of(l, e, seq);
	go_outside(l, &o, e->span);
	result.span = e->span;
	return result;
}

void lower_return(struct lower *l, const struct stmt *st)
{
	struct local *r;
	struct value v;

	if (!l->on_return && !st->e && !l->ctx->is_constant) {	/* the same as next */
		ir_append(l->at, ir_new(l->sema->a, IR_NEXT, st->span));
		l->flow.dead = true;
		return;
	}
	if (!l->on_return) {
		diag(l->sema->d, NOT_IN_CONTEXT, st->span, "return", l->ctx->where);
		diag_hint(l->sema->d, "`next' leaves a handler");
		return;
	}
	if (st->e) {
		v = lower_read_any(l, lower_expr(l, st->e));
		v.span = st->e->span;
		if (v.t.kind == TY_VOID) {
			diag(l->sema->d, NO_VALUE, st->e->span, "this");
			v = value_bad(st->e->span);
		}
		v = as_declared(l, l->fn->fn->type, v, l->fn->fn->name);
		local_assign(l, RESULT, st->span, v);
		r = local_find(l, RESULT);
		if (r)
			r->plain = true;
	}
	jump_take(l, l->on_return, st->span);
}

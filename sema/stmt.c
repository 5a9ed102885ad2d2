// SPDX-License-Identifier: GPL-2.0-or-later
/* Statements: control and the flow of what has been written. */

#include "sema/lower.h"

struct ir *lower_branch(struct lower *l, const struct stmt *st, struct span span)
{
	struct ir *seq = ir_new(l->sema->a, IR_SEQ, span), *outer = l->at;

	l->at = seq;
	if (st)
		lower_stmt(l, st);
	l->at = outer;
	return seq;
}

static void lower_if(struct lower *l, const struct stmt *st)
{
	struct ir *cond = lower_condition(l, st->e), *ir;
	struct flow before = l->flow, after_then;
	struct ir *then, *other;

	if (cond && cond->op == IR_CONST && depends_on_target(st->e)) {
		ir_append(l->at, lower_branch(l, cond->imm ? st->body : st->other, st->span));
		return;
	}
	l->flow = l->when_true;
	then = lower_branch(l, st->body, st->span);
	after_then = l->flow;
	l->flow = before;
	other = lower_branch(l, st->other, st->span);
	flow_meet(&l->flow, &after_then);
	if (!cond)
		return;
	if (cond->op == IR_CONST) {
		ir_append(l->at, cond->imm ? then : other);
		return;
	}
	ir = ir_new(l->sema->a, IR_IF, st->span);
	ir->arg[0] = cond;
	ir->arg[1] = then;
	ir->arg[2] = other;
	ir_append(l->at, ir);
}

static void lower_expr_stmt(struct lower *l, const struct stmt *st)
{
	struct ir *ir = lower_effect(l, st->e);

	if (ir)
		ir_append(l->at, ir);
}

static void lower_next(struct lower *l, const struct stmt *st)
{
	if (l->fn->fn) {
		diag(l->sema->d, NOT_IN_CONTEXT, st->span, "next", l->ctx->where);
		diag_hint(l->sema->d, "`return' leaves a function");
		return;
	}
	ir_append(l->at, ir_new(l->sema->a, IR_NEXT, st->span));
	l->flow.dead = true;
}

/* What the jump of a statement leads to; NULL after a diagnostic. */
static void lower_jump(struct lower *l, const struct stmt *st, struct jump *to)
{
	if (to) {
		jump_take(l, to, st->span);
		return;
	}
	diag(l->sema->d, NOT_IN_CONTEXT, st->span, st->kind == ST_BREAK ? "break" : "continue",
	     "a handler outside of a loop");
}

/*
 * A fault anywhere in the block leads into the catch block: there, what was written before the try
 * is sure to be there, and nothing else.
 */
static void lower_try(struct lower *l, const struct stmt *st)
{
	struct ir *ir = ir_new(l->sema->a, IR_TRY, st->span);
	struct type t = type_int(8, false);
	struct flow before = l->flow, after;
	struct local *e = NULL;
	unsigned site;

	t.show = SHOW_FAULT;
	ir->arg[0] = lower_branch(l, st->body, st->span);
	after = l->flow;
	l->flow = before;
	site = handler_local(l, "fault.", 'l', t);
	ir->imm = site;
	ir->aux = ++l->nlabels;
	ir->arg[1] = ir_new(l->sema->a, IR_SEQ, st->span);
	if (st->name)
		e = local_open(l, st, st->name, st->name_span);
	if (e) {
		struct ir *outer = l->at, *get = ir_new(l->sema->a, IR_LOCAL, st->name_span);

		get->imm = site;
		l->at = ir->arg[1];
		local_set(l, e, st->name_span, value_ir(t, get));
		l->at = outer;
	}
	ir_append(ir->arg[1], lower_branch(l, st->other, st->span));
	local_close(e);
	flow_meet(&l->flow, &after);
	ir_append(l->at, ir);
}

void lower_stmt(struct lower *l, const struct stmt *st)
{
	if (l->depth >= MAX_DEPTH) {
		diag(l->sema->d, TOO_DEEP, st->span, MAX_DEPTH);
		return;
	}
	l->depth++;
	switch (st->kind) {
	case ST_BLOCK:
		lower_block(l, st);
		break;
	case ST_EXPR:
		lower_expr_stmt(l, st);
		break;
	case ST_IF:
		lower_if(l, st);
		break;
	case ST_NEXT:
		lower_next(l, st);
		break;
	case ST_RETURN:
		lower_return(l, st);
		break;
	case ST_BREAK:
		lower_jump(l, st, l->on_break);
		break;
	case ST_CONTINUE:
		lower_jump(l, st, l->on_continue);
		break;
	case ST_AGG:
		lower_agg(l, st);
		break;
	case ST_WHILE:
	case ST_FOR:
		lower_loop(l, st);
		break;
	case ST_FOR_RANGE:
		lower_range_loop(l, st);
		break;
	case ST_FOR_ELEMENT:
		lower_element_loop(l, st);
		break;
	case ST_FOREACH:
		lower_foreach(l, st);
		break;
	case ST_DELETE:
		lower_delete(l, st);
		break;
	case ST_TRY:
		lower_try(l, st);
		break;
	}
	l->depth--;
}

void lower_block(struct lower *l, const struct stmt *block)
{
	for_each_stmt(st, block->body)
		lower_stmt(l, st);
}

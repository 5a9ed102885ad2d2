// SPDX-License-Identifier: GPL-2.0-or-later
/* Statements: control and the flow of what has been written. */

#include "sema/lower.h"

static void lower_stmt(struct lower *l, const struct stmt *st);

static struct ir *branch(struct lower *l, const struct stmt *st, struct span span)
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

	then = branch(l, st->body, st->span);
	after_then = l->flow;
	l->flow = before;
	other = branch(l, st->other, st->span);
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
	ir_append(l->at, ir_new(l->sema->a, IR_NEXT, st->span));
	l->flow.dead = true;
}

static void lower_later(struct lower *l, const struct stmt *st, const char *what)
{
	not_built(l->sema, st->span, what);
}

static void lower_stmt(struct lower *l, const struct stmt *st)
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
		diag(l->sema->d, NOT_IN_CONTEXT, st->span, "return", l->ctx->where);
		diag_hint(l->sema->d, "`next' leaves a handler");
		break;
	case ST_BREAK:
	case ST_CONTINUE:
		diag(l->sema->d, NOT_IN_CONTEXT, st->span,
		     st->kind == ST_BREAK ? "break" : "continue", "a handler outside of a loop");
		break;
	case ST_AGG:
		lower_later(l, st, "aggregates");
		break;
	case ST_WHILE:
	case ST_FOR:
	case ST_FOR_RANGE:
	case ST_FOR_ELEMENT:
		lower_later(l, st, "loops");
		break;
	case ST_FOREACH:
	case ST_DELETE:
		lower_later(l, st, "maps");
		break;
	case ST_TRY:
		lower_later(l, st, "try and catch");
		break;
	}
	l->depth--;
}

void lower_block(struct lower *l, const struct stmt *block)
{
	for_each_stmt(st, block->body)
		lower_stmt(l, st);
}

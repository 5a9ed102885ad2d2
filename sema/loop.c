// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Loops.  All of them become one shape:
 *
 *	LOOP n { if (!condition) LEAVE n; BLOCK n+1 { body: break is LEAVE n, continue LEAVE n+1 } step }
 *
 * What is written after a loop is what is written at each of the ways out of it.
 */

#include "sema/lower.h"

/* A BPF program has 8 frames, one is the handler's. */
#define MAX_NESTED 6

struct jump jump_new(struct lower *l)
{
	return (struct jump){ .label = ++l->nlabels, .flow.dead = true };
}

void jump_take(struct lower *l, struct jump *j, struct span span)
{
	struct ir *ir = ir_new(l->sema->a, IR_LEAVE, span);

	ir->imm = j->label;
	ir_append(l->at, ir);
	flow_meet(&j->flow, &l->flow);
	j->used = true;
	l->flow.dead = true;
}

bool loop_open(struct lower *l, struct loop *loop, enum ir_op op, struct span span)
{
	*loop = (struct loop){ .on_break = jump_new(l), .on_continue = jump_new(l),
			       .outer_break = l->on_break, .outer_continue = l->on_continue,
			       .outer_at = l->at, .outer_loop = l->loop };
	if (l->nested == MAX_NESTED) {
		diag(l->sema->d, TOO_MANY, span, MAX_NESTED, "loops inside of each other");
		return false;
	}
	l->nested++;
	loop->ir = ir_new(l->sema->a, op, span);
	loop->ir->imm = loop->on_break.label;
	loop->ir->arg[0] = l->at = ir_new(l->sema->a, IR_SEQ, span);
	if (!l->first)
		loop->ir->site = site_add(l->sema, SITE_FAULT, FAULT_LOOP, span, l->probe->id);
	l->on_break = &loop->on_break;
	l->on_continue = &loop->on_continue;
	l->loop = loop->on_break.label;
	return true;
}

/* The loop ends where this is 0. */
void loop_while(struct lower *l, struct loop *loop, struct ir *cond, struct span span)
{
	struct ir *stop = ir_new(l->sema->a, IR_IF, span);
	struct flow on = l->flow;

	stop->arg[0] = ir_unary(l->sema->a, IR_NOT, cond, span);
	stop->arg[1] = ir_new(l->sema->a, IR_SEQ, span);
	stop->arg[2] = ir_new(l->sema->a, IR_SEQ, span);
	ir_append(l->at, stop);
	l->at = stop->arg[1];
	jump_take(l, &loop->on_break, span);
	l->at = loop->ir->arg[0];
	l->flow = on;
}

void loop_body(struct lower *l, struct loop *loop, const struct stmt *body, struct span span)
{
	struct ir *block = ir_new(l->sema->a, IR_BLOCK, span);

	block->imm = loop->on_continue.label;
	block->arg[0] = lower_branch(l, body, span);
	flow_meet(&loop->on_continue.flow, &l->flow);
	l->flow = loop->on_continue.flow;
	ir_append(l->at, block);
}

void loop_close(struct lower *l, struct loop *loop)
{
	l->flow = loop->on_break.flow;
	l->at = loop->outer_at;
	l->on_break = loop->outer_break;
	l->on_continue = loop->outer_continue;
	l->loop = loop->outer_loop;
	l->nested--;
	ir_append(l->at, loop->ir);
}

void lower_loop(struct lower *l, const struct stmt *st)
{
	struct loop loop;
	struct ir *cond;

	if (st->init)
		lower_stmt(l, st->init);
	if (!loop_open(l, &loop, IR_LOOP, st->span))
		return;
	cond = st->e ? lower_condition(l, st->e) : NULL;
	if (cond && !(cond->op == IR_CONST && cond->imm))
		loop_while(l, &loop, cond, st->e->span);
	if (cond)
		l->flow = l->when_true;
	loop_body(l, &loop, st->body, st->span);
	if (st->step)
		lower_stmt(l, st->step);
	loop_close(l, &loop);
}

static struct ir *local_value(struct lower *l, const struct ir *local)
{
	struct ir *get = ir_new(l->sema->a, IR_LOCAL, local->span);

	get->imm = local->imm;
	return get;
}

static void local_increment(struct lower *l, const struct ir *local)
{
	struct arena *a = l->sema->a;
	struct ir *set = ir_new(a, IR_SET, local->span);

	set->imm = local->imm;
	set->arg[0] = ir_binary(a, IR_ADD, local_value(l, local), ir_const(a, 1, local->span),
				local->span);
	ir_append(l->at, set);
}

/* From `at' on up to below `end': both are looked at once, before the first round. */
struct range {
	struct loop loop;
	struct ir *at;			/* IR_LOCAL of the round's number */
};

static bool range_open(struct lower *l, struct range *r, struct ir *from, struct ir *to, bool u,
		       struct span span)
{
	struct arena *a = l->sema->a;
	struct ir *end;

	r->at = handler_temp(l, "i.", from);
	end = to->op == IR_CONST ? to : handler_temp(l, "end.", to);
	if (!loop_open(l, &r->loop, IR_LOOP, span))
		return false;
	loop_while(l, &r->loop, ir_binary(a, u ? IR_ULT : IR_SLT, local_value(l, r->at),
					  end->op == IR_CONST ? end : local_value(l, end), span),
		   span);
	return true;
}

static void range_close(struct lower *l, struct range *r, const struct stmt *body, struct span span)
{
	loop_body(l, &r->loop, body, span);
	local_increment(l, r->at);
	loop_close(l, &r->loop);
}

void lower_range_loop(struct lower *l, const struct stmt *st)
{
	struct value a = lower_read(l, lower_expr(l, st->e)),
		     b = lower_read(l, lower_expr(l, st->value));
	struct ir *from = lower_number(l, a, "a range"), *to = lower_number(l, b, "a range");
	struct local *i = local_open(l, st, st->name, st->name_span);
	bool u = type_is_u64(a.t) || type_is_u64(b.t);
	struct type t = type_int(8, !u);
	struct range r;

	if (from && to && i) {
		t.show = a.t.show == b.t.show ? a.t.show : from->op == IR_CONST ? b.t.show : SHOW_PLAIN;
		if (range_open(l, &r, from, to, u, st->span)) {
			local_set(l, i, st->name_span, value_ir(t, local_value(l, r.at)));
			range_close(l, &r, st->body, st->span);
		}
	}
	local_close(i);
}

/* The address of an array, or of what a pointer points to; and how many elements are there. */
static bool element_loop_over(struct lower *l, const struct stmt *st, struct value *array,
			      uint32_t *count)
{
	*array = lower_expr(l, st->e);
	if (value_is_bad(array))
		return false;
	*count = array->t.kind == TY_ARRAY ? ktype_of(l->sema, array->t.ktype).count : 0;
	if (*count)
		return may_read_kernel(l, "reading an element", st->e->span);
	diag(l->sema->d, TYPE_MISMATCH, st->e->span, "for (… in …)",
	     "a range a..b, or an array whose length BTF knows", a_type(l->sema, array->t));
	return false;
}

void lower_element_loop(struct lower *l, const struct stmt *st)
{
	struct local *x = local_open(l, st, st->name, st->name_span);
	struct arena *a = l->sema->a;
	struct value array, element;
	struct ir *base;
	struct range r;
	uint32_t count;

	if (!x || !element_loop_over(l, st, &array, &count)) {
		local_close(x);
		return;
	}
	base = handler_temp(l, "base.", chain_address(l, &array, false));
	if (range_open(l, &r, ir_const(a, 0, st->span), ir_const(a, count, st->span), false,
		       st->span)) {
		element = array_element(l, &array, local_value(l, base), local_value(l, r.at),
					st->e->span);
		/* A struct is no value: the variable is its address. */
		if (element.t.kind == TY_STRUCT)
			element = value_address(l, &element, st->e->span);
		else
			element = lower_read(l, element);
		if (!value_is_bad(&element))
			local_set(l, x, st->name_span, element);
		range_close(l, &r, st->body, st->span);
	}
	local_close(x);
}

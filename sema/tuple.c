// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Tuples: [a, b, c].  A tuple is several values and nothing more: no operation of the IR yields one.  A
 * local that holds a tuple is a local for each part; a map has the parts side by side.
 */

#include "sema/lower.h"

struct value value_tuple(struct lower *l, const struct tuple *t, struct span span)
{
	struct tuple *copy = arena_new(l->sema->a, struct tuple);

	*copy = *t;
	return (struct value){ .t = { .kind = TY_TUPLE, .width = t->n }, .tuple = copy, .span = span };
}

static struct value part_value(struct lower *l, const struct expr *e)
{
	struct value v = lower_read(l, lower_expr(l, e));

	v.span = e->span;
	if (v.t.kind != TY_VOID && v.t.kind != TY_AGG && v.t.kind != TY_BYTES)
		return v;
	diag(l->sema->d, NO_VALUE, e->span, "this");
	return value_bad(e->span);
}

/* One of the parts may be bad: the others tell something about their places. */
struct value lower_tuple(struct lower *l, const struct expr *e)
{
	struct tuple t = { .n = 0 };

	for_each_expr(arg, e->args) {
		if (t.n == TUPLE_MAX) {
			diag(l->sema->d, TOO_MANY, arg->span, TUPLE_MAX, "parts of a tuple");
			return value_bad(e->span);
		}
		t.v[t.n++] = part_value(l, arg);
	}
	if (t.n > 1)
		return value_tuple(l, &t, e->span);
	diag(l->sema->d, TYPE_MISMATCH, e->span, "a tuple", "two values or more", "one");
	return value_bad(e->span);
}

struct value lower_read_any(struct lower *l, struct value v)
{
	return v.tuple ? v : lower_read(l, v);
}

struct value tuple_part(struct lower *l, const struct value *v, unsigned i)
{
	struct tuple *t = v->tuple;
	struct value part = t->v[i];
	struct ir *ir;

	if (!t->before || value_is_bad(&part))
		return part;
	ir = ir_unary(l->sema->a, part.t.kind == TY_STRING ? IR_DOS : IR_DO, part.ir, part.ir->span);
	ir->list = t->before->list;
	ir->last = t->before->last;
	t->before = NULL;
	part.ir = ir;
	return part;
}

bool tuple_number(struct lower *l, const struct expr *index, unsigned n, unsigned *out)
{
	struct value v = lower_expr(l, index);
	int64_t at;

	if (value_is_bad(&v))
		return false;
	if (!value_constant(&v, &at)) {
		diag(l->sema->d, TYPE_MISMATCH, index->span, "the part of a tuple", "a constant number",
		     "one that is not known when compiling");
		return false;
	}
	if (at < 0 || at >= n) {
		diag(l->sema->d, OUT_OF_TUPLE, index->span, n, n - 1);
		return false;
	}
	*out = (unsigned)at;
	return true;
}

void tuple_hold(struct lower *l, struct value *v)
{
	struct tuple t = { .n = v->tuple->n };
	unsigned i;

	for (i = 0; i < t.n; i++) {
		t.v[i] = tuple_part(l, v, i);
		if (!value_is_bad(&t.v[i]))
			value_hold(l, &t.v[i]);
	}
	*v = value_tuple(l, &t, v->span);
}

const char *tuple_part_name(struct lower *l, const char *name, unsigned i)
{
	return arena_printf(l->sema->a, "%s.%u", name, i);
}

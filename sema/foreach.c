// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * foreach.  The loop's variables are the parts of the key, and perhaps the value; a slice is a
 * condition on them.  Sorting is the host's work; in the kernel a map is walked as it lies there.
 */

#include <string.h>

#include "sema/lower.h"

/* The local that a part of the key, or the value, is put into. */
static unsigned place_of(struct lower *l, struct local *v, struct type t)
{
	v->type = t;
	v->has_value = true;
	if (v->index == UINT32_MAX || l->first)
		v->index = handler_local(l, v->name, t.kind == TY_STRING ? 's' : 'l', t);
	l->flow.bits[v->number / 64] |= 1ull << (v->number % 64);
	v->loop = l->loop;
	v->plain = true;
	return v->index;
}

static struct loop_var *nth(struct loop_var *v, unsigned n)
{
	while (v && n--)
		v = v->next;
	return v;
}

/* What it is sorted by, from the signs behind variables, the map, or its aggregate. */
static bool set_order(struct lower *l, const struct stmt *st, struct map *m, struct ir_each *each)
{
	const struct foreach *f = st->each;
	unsigned i = 0;

	each->sort_key = -1;
	each->agg = AGG_COUNT;
	for (const struct loop_var *v = f->keys; v; v = v->next, i++)
		if (v->sort) {
			each->sorted = true;
			each->sort_key = (int)i;
			each->down = v->sort == SORT_DOWN;
		}
	if (f->value && f->value->sort) {
		each->sorted = true;
		each->down = f->value->sort == SORT_DOWN;
	}
	if (f->sort || f->agg) {
		each->sorted = true;
		each->down = f->sort != SORT_UP;
		if (!f->sort && f->agg)
			each->down = false;
	}
	if (f->agg && !agg_find(f->agg, &each->agg)) {
		diag(l->sema->d, UNKNOWN_CALL, f->map_span, arena_printf(l->sema->a, "@%s", f->agg));
		return false;
	}
	each->agg_index = (uint16_t)(f->has_agg_arg ? f->agg_arg : 0);
	if (f->agg)
		m->ops |= 1u << each->agg;
	return !each->sorted || may_run_here(l, "sorting a map", f->map_span);
}

static bool check_variables(struct lower *l, const struct stmt *st, const struct map *m)
{
	unsigned have = 0;

	for (const struct loop_var *v = st->each->keys; v; v = v->next)
		have++;
	if (have == m->nkeys)
		return true;
	if (!l->sema->learning || m->declared || m->nkeys)
		diag(l->sema->d, KEY_PARTS, st->each->keys->span, m->name, m->nkeys,
		     m->nkeys == 1 ? "" : "s", arena_printf(l->sema->a, "%s %u", have == 1 ? "is" : "are",
							    have));
	return false;
}

/* The slice m[a, *] as a condition on the loop's variables. */
static struct ir *slice_condition(struct lower *l, const struct expr *slice, const struct map *m,
				  const struct ir_each *each)
{
	struct ir *all = ir_const(l->sema->a, 1, l->probe->span), *get;
	struct value part, want, same;
	unsigned i = 0;

	for_each_expr(arg, (struct expr *)slice) {
		struct type t = i < m->nkeys ? m->keys[i].type : type_int(8, true);

		if (arg->kind == EX_STAR || i >= m->nkeys) {
			i++;
			continue;
		}
		want = lower_expr(l, arg);
		get = ir_new(l->sema->a, t.kind == TY_STRING ? IR_LOCALS : IR_LOCAL, arg->span);
		get->imm = each->keys[i++];
		part = value_ir(t, get);
		same = binary_values(l, BIN_EQ, part, want, arg->span, arg->span);
		if (!value_is_bad(&same))
			all = ir_binary(l->sema->a, IR_ANDAND, all, same.ir, arg->span);
	}
	return all;
}

/* The value's variable, which has no place of its own where it is an aggregate or a tuple. */
static unsigned open_value(struct lower *l, const struct stmt *st, const struct map *m,
			   struct ir_each *each, struct local **locals)
{
	struct loop_var *v = st->each->value;
	struct local *local = local_open(l, st, v->name, v->span);
	unsigned i;

	if (!local)
		return 0;
	*locals = local;
	local->alias = m->is_agg ? each : NULL;
	if (m->is_agg || m->value.kind == TY_TUPLE) {
		local->type = m->is_agg ? (struct type){ .kind = TY_AGG } : m->value;
		local->has_value = true;
		l->flow.bits[local->number / 64] |= 1ull << (local->number % 64);
	} else {
		each->values[each->nvalues++] = place_of(l, local, m->value);
	}
	if (m->value.kind != TY_TUPLE || m->is_agg)
		return 1;
	for (i = 0; i < m->value.width; i++) {
		locals[i + 1] = local_open(l, st, tuple_part_name(l, v->name, i), v->span);
		if (!locals[i + 1])
			break;
		each->values[each->nvalues++] = place_of(l, locals[i + 1], m->values[i].type);
	}
	return 1 + i;
}

/* Opens the variables; the number of those that could be. */
static unsigned open_variables(struct lower *l, const struct stmt *st, const struct map *m,
			       struct ir_each *each, struct local **locals)
{
	unsigned i, n = 0;

	for (i = 0; i < m->nkeys; i++) {
		struct loop_var *v = nth(st->each->keys, i);
		struct local *local = local_open(l, st, v->name, v->span);

		if (!local)
			break;
		locals[n++] = local;
		each->keys[i] = place_of(l, local, m->keys[i].type);
	}
	each->nkeys = i;
	if (i == m->nkeys && st->each->value)
		n += open_value(l, st, m, each, locals + n);
	return n;
}

void lower_foreach(struct lower *l, const struct stmt *st)
{
	struct name *n = map_find(l, st->each->map);
	struct local *locals[MAP_KEYS_MAX + 1 + TUPLE_MAX];
	struct ir_each *each = arena_new(l->sema->a, struct ir_each);
	struct ir *limit;
	struct loop loop;
	unsigned count;

	if (!n) {
		if (!l->first)
			diag(l->sema->d, NEVER_WRITTEN, st->each->map_span, st->each->map);
		return;
	}
	if (!check_variables(l, st, n->map) || !set_order(l, st, n->map, each))
		return;
	limit = st->each->limit ? lower_number(l, lower_expr(l, st->each->limit), "limit")
				: ir_const(l->sema->a, -1, st->span);
	each->map = n->map_index;
	n->map->read = true;
	map_ir(l, IR_EACH, n, st->span);
	if (!limit || !loop_open(l, &loop, IR_EACH, st->span))
		return;
	loop.ir->each = each;
	loop.ir->arg[2] = limit;
	flow_meet(&loop.on_break.flow, &l->flow);	/* after the last key */
	count = open_variables(l, st, n->map, each, locals);
	loop.ir->arg[1] = slice_condition(l, st->each->slice, n->map, each);
	loop_body(l, &loop, st->body, st->span);
	loop_close(l, &loop);
	while (count--)
		local_close(locals[count]);
}

void lower_delete_slice(struct lower *l, const struct stmt *st, struct name *n)
{
	struct ir_each *each = arena_new(l->sema->a, struct ir_each);
	struct map *m = n->map;
	struct loop loop;
	struct ir *del;
	unsigned i;

	each->map = n->map_index;
	each->sort_key = -1;
	each->nkeys = m->nkeys;
	map_ir(l, IR_EACH, n, st->span);
	if (!loop_open(l, &loop, IR_EACH, st->span))
		return;
	loop.ir->each = each;
	loop.ir->arg[2] = ir_const(l->sema->a, -1, st->span);
	flow_meet(&loop.on_break.flow, &l->flow);
	del = map_ir(l, IR_MDEL, n, st->span);
	for (i = 0; i < m->nkeys; i++) {
		bool text = m->keys[i].type.kind == TY_STRING;
		struct ir *key = ir_new(l->sema->a, text ? IR_LOCALS : IR_LOCAL, st->span);

		each->keys[i] = handler_local(l, "key.", text ? 's' : 'l', m->keys[i].type);
		key->imm = each->keys[i];
		ir_append(del, key);
	}
	loop.ir->arg[1] = slice_condition(l, st->e->args, m, each);
	ir_append(l->at, del);
	loop_close(l, &loop);
}

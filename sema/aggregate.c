// SPDX-License-Identifier: GPL-2.0-or-later
/* Aggregates: x <<< v, @count(x) and its like, print(). */

#include <string.h>

#include "sema/lower.h"

#include "runtime/wire_host.h"

const struct agg_info agg_info[AGG_ALL] = {
#define AGG(name, word, doc) [AGG_##name] = { word, doc },
#include "sema/agg_ops.def"
#undef AGG
};

#define LINEAR_MAX 1000		/* steps */

bool agg_find(const char *word, enum agg_op *op)
{
	unsigned i;

	for (i = 0; i < AGG_ALL; i++)
		if (!strcmp(agg_info[i].name, word)) {
			*op = (enum agg_op)i;
			return true;
		}
	return false;
}

struct agg_layout agg_layout(const struct map *m)
{
	struct agg_layout at = { .words = WIRE_AGG_WORDS };

	if (m->ops & 1u << AGG_VARIANCE) {
		at.squares = at.words;
		at.words += 2;
	}
	if (m->ops & 1u << AGG_HIST_LOG) {
		at.log = at.words;
		at.words += WIRE_LOG_BUCKETS;
	}
	if (m->ops & 1u << AGG_HIST_LINEAR) {
		at.linear = at.words;
		at.words += m->nlinear;
	}
	if (m->ops & 1u << AGG_QUANTILE)
		at.id = at.words++;
	return at;
}

bool agg_set_linear(struct sema *s, struct map *m, const int64_t *v, unsigned n, struct span span)
{
	const char *wrong = NULL;

	if (n != 3 || v[2] <= 0 || v[0] >= v[1] || (uint64_t)(v[1] - v[0]) / (uint64_t)v[2] > LINEAR_MAX)
		wrong = "a low, a higher and a step: at most 1000 steps";
	else if (m->nlinear && (m->low != v[0] || m->high != v[1] || m->step != v[2]))
		wrong = "the same bounds everywhere";
	if (wrong) {
		diag(s->d, TYPE_MISMATCH, span, "hist_linear", wrong, "something else");
		return false;
	}
	m->low = v[0];
	m->high = v[1];
	m->step = v[2];
	m->nlinear = (uint32_t)((v[1] - v[0] + v[2] - 1) / v[2]) + 2;
	m->ops |= 1u << AGG_HIST_LINEAR;
	return true;
}

/* ---- x <<< v ---- */

void lower_agg(struct lower *l, const struct stmt *st)
{
	struct value v = lower_read(l, lower_expr(l, st->value));
	struct name *n;
	struct map *m;
	struct ir *ir;

	v.span = st->value->span;
	n = map_for_agg(l, st->e);
	if (!n)
		return;
	m = n->map;
	if (!m->is_agg) {
		diag(l->sema->d, IS_AGGREGATE, st->e->span, m->name, " here and a value elsewhere");
		return;
	}
	if (value_is_bad(&v))
		return;
	if (!type_is_integer(v.t)) {
		diag(l->sema->d, TYPE_MISMATCH, v.span, "<<<", "a number", a_type(l->sema, v.t));
		return;
	}
	map_learn_value(l, n, &v);
	ir = map_ir(l, IR_AGG, n, st->span);
	ir->arg[0] = v.ir;
	if (map_keys(l, n, st->e->kind == EX_INDEX ? st->e->args : NULL, ir, st->e->span))
		ir_append(l->at, ir);
}

/* ---- reading ---- */

/* x, x[k], or the variable of a foreach: the map, with the key's parts in `into'. */
static struct name *agg_place(struct lower *l, const struct expr *e, struct ir *into)
{
	const struct expr *base = e->kind == EX_INDEX ? e->a : e;
	struct local *local = base->kind == EX_NAME ? local_find(l, base->name) : NULL;
	struct name *n = NULL;
	unsigned i;

	if (local && local->alias) {
		const struct map *m = l->sema->p->maps[local->alias->map];

		for (i = 0; i < m->nkeys; i++) {
			bool text = m->keys[i].type.kind == TY_STRING;
			struct ir *key = ir_new(l->sema->a, text ? IR_LOCALS : IR_LOCAL, e->span);

			key->imm = local->alias->keys[i];
			ir_append(into, key);
		}
		return name_find(l->sema, m->name);
	}
	if (base->kind == EX_NAME && !local)
		n = map_find(l, base->name);
	if (!n || (!n->map->is_agg && !l->sema->learning)) {
		if (!l->first)
			diag(l->sema->d, TYPE_MISMATCH, e->span, "this", "an aggregate", "something else");
		return NULL;
	}
	return map_keys(l, n, e->kind == EX_INDEX ? e->args : NULL, into, e->span) ? n : NULL;
}

static bool percentile(struct lower *l, const struct expr *e, uint16_t *out)
{
	struct value v = e ? lower_expr(l, e) : value_bad(l->probe->span);
	int64_t p;

	if (e && !lower_number(l, v, "a percentile"))
		return false;
	if (e && value_constant(&v, &p) && p >= 1 && p <= 100 && !e->next) {
		*out = (uint16_t)p;
		return true;
	}
	diag(l->sema->d, TYPE_MISMATCH, e ? e->span : l->probe->span, "@quantile(x, N)",
	     "a constant from 1 to 100", "something else");
	return false;
}

static struct type agg_type(const struct map *m, enum agg_op op)
{
	struct type t = type_int(8, true);

	if (op != AGG_COUNT && op != AGG_VARIANCE)
		t.show = m->value.show;
	return t;
}

bool lower_agg_read(struct lower *l, const struct expr *e, struct value *v)
{
	enum agg_op op;
	struct name *n;
	struct ir *ir;

	*v = value_bad(e->span);
	if (!agg_find(e->name, &op))
		return false;
	if (op == AGG_HIST_LOG || op == AGG_HIST_LINEAR) {
		diag(l->sema->d, NOT_IN_CONTEXT, e->span, arena_printf(l->sema->a, "@%s", e->name),
		     "an expression");
		diag_hint(l->sema->d, "print(@%s(…)) shows it", e->name);
		return true;
	}
	if (!e->args || (op != AGG_QUANTILE && e->args->next)) {
		diag(l->sema->d, BAD_CALL, e->span, arena_printf(l->sema->a, "@%s", e->name),
		     op == AGG_QUANTILE ? "an aggregate and a percentile" : "an aggregate");
		return true;
	}
	if (!may_run_here(l, "reading an aggregate", e->span))
		return true;
	ir = ir_new(l->sema->a, IR_AGGGET, e->span);
	n = agg_place(l, e->args, ir);
	if (!n || (op == AGG_QUANTILE && !percentile(l, e->args->next, &ir->index)))
		return true;
	ir->imm = n->map_index;
	ir->aux = op;
	n->map->in_user = n->map->read = true;
	n->map->ops |= 1u << op;
	if (!l->first)
		ir->site = site_add(l->sema, SITE_FAULT, FAULT_NOTHING, e->span, l->probe->id);
	*v = value_ir(agg_type(n->map, op), ir);
	return true;
}

/* ---- print(x), print(x, 10), print(x[k]), print(@hist_log(x)) ---- */

static bool histogram(struct lower *l, const struct expr *e, struct ir *ir, const struct expr **of)
{
	int64_t v[3] = { 0 };
	struct name *n;
	enum agg_op op;
	const char *text;
	struct type t;
	unsigned k = 0;

	if (!agg_find(e->name, &op) || !e->args) {
		diag(l->sema->d, BAD_CALL, e->span, "print", "a map, an aggregate or a histogram of one");
		return false;
	}
	*of = e->args;
	n = (*of)->kind == EX_NAME ? map_find(l, (*of)->name)
	    : (*of)->kind == EX_INDEX && (*of)->a->kind == EX_NAME ? map_find(l, (*of)->a->name)
								   : NULL;
	ir->aux = op;
	if (op == AGG_QUANTILE && !percentile(l, e->args->next, &ir->index))
		return false;
	if (n)
		n->map->ops |= 1u << op;
	if (op != AGG_HIST_LINEAR || !e->args->next)
		return true;
	for_each_expr(arg, e->args->next) {
		if (k < 3 && !constant_eval(l->sema, arg, &t, &v[k], &text))
			return false;
		k++;
	}
	return !n || agg_set_linear(l->sema, n->map, v, k, e->span);
}

/* Something of the kernel's that has members or elements. */
static bool is_whole(struct lower *l, const struct expr *e)
{
	struct type t;

	if (e->kind != EX_MEMBER && e->kind != EX_UNARY && (e->kind != EX_INDEX || is_map_place(l, e)))
		return false;
	t = lower_measured(l, e);
	return t.kind == TY_STRUCT || t.kind == TY_ARRAY;
}

struct value lower_print(struct lower *l, const struct expr *e)
{
	struct ir *ir = ir_new(l->sema->a, IR_MPRINT, e->span);
	const struct expr *of = e->args, *base;
	struct name *n;
	struct local *local;
	bool bad;

	if (is_whole(l, of) && !of->next) {
		ir = lower_print_whole(l, e);
		return ir ? value_ir((struct type){ .kind = TY_VOID }, ir) : value_bad(e->span);
	}
	if (!may_run_here(l, "print()", e->span))
		return value_bad(e->span);
	ir->aux = AGG_ALL;
	if (of->kind == EX_AT && !histogram(l, of, ir, &of))
		return value_bad(e->span);
	ir->arg[0] = e->args->next ? lower_number(l, lower_expr(l, e->args->next), "print()")
				   : ir_const(l->sema->a, 0, e->span);
	base = of->kind == EX_INDEX ? of->a : of;
	local = base->kind == EX_NAME ? local_find(l, base->name) : NULL;
	n = base->kind == EX_NAME && !local ? map_find(l, base->name) : NULL;
	if (local && local->alias) {
		n = agg_place(l, of, ir);
	} else if (n && of->kind == EX_INDEX) {
		bad = !map_keys(l, n, of->args, ir, of->span);
		n = bad ? NULL : n;
	} else if (!n) {
		if (!l->first)
			diag(l->sema->d, BAD_CALL, e->span, "print", "a map, an aggregate or a histogram of one");
	}
	if (!n || !ir->arg[0])
		return value_bad(e->span);
	ir->imm = n->map_index;
	n->map->in_user = n->map->read = true;
	return value_ir((struct type){ .kind = TY_VOID }, ir);
}

/* drain(m), drain(m, 10) */
struct value lower_drain(struct lower *l, const struct expr *e)
{
	struct name *n = e->args->kind == EX_NAME ? map_find(l, e->args->name) : NULL;
	struct ir *ir = ir_new(l->sema->a, IR_MDRAIN, e->span);

	if (!may_run_here(l, "drain()", e->span))
		return value_bad(e->span);
	if (!n || n->map->kind == MAP_THREAD || n->map->kind == MAP_CPU ||
	    (!n->map->nkeys && !n->map->is_agg)) {
		if (!l->first)
			diag(l->sema->d, BAD_CALL, e->span, "drain", "a map or an aggregate");
		return value_bad(e->span);
	}
	ir->arg[0] = e->args->next ? lower_number(l, lower_expr(l, e->args->next), "drain()")
				   : ir_const(l->sema->a, 0, e->span);
	if (!ir->arg[0])
		return value_bad(e->span);
	ir->imm = n->map_index;
	n->map->in_user = n->map->read = n->map->drained = true;
	return value_ir((struct type){ .kind = TY_VOID }, ir);
}

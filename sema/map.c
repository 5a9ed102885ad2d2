// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Maps, and all storage that is not one word: strings, thread and percpu variables, aggregates.
 *
 * A map needs no declaration, so its types are those of all that is ever put into it: passes over all
 * probes that only learn (sema->learning) come before the one that counts.
 */

#include <string.h>

#include "sema/lower.h"

/* ---- names ---- */

struct name *map_find(struct lower *l, const char *word)
{
	struct name *n = name_find(l->sema, word);

	return n && n->kind == NAME_MAP && !n->bad ? n : NULL;
}

static void never_written(struct lower *l, struct span span, const char *word)
{
	struct diags *d = l->sema->d;
	unsigned errors = d->errors;

	diag(d, NEVER_WRITTEN, span, word);
	l->sema->never_written += d->errors - errors;	/* the same is not said twice */
}

/* How many messages there are that are not of that kind: two may each wait for the other one's. */
static unsigned other_errors(const struct lower *l)
{
	return l->sema->d->errors - l->sema->never_written;
}

/* A global of which nothing is said but its name may become anything. */
static bool is_open_global(const struct name *n)
{
	const struct item *i = n->item;

	return n->kind == NAME_GLOBAL && !i->type && !i->value && !i->keys && !i->attributes;
}

bool is_map_place(struct lower *l, const struct expr *e)
{
	const struct expr *base = e->kind == EX_INDEX ? e->a : e;
	struct name *n;

	if (base->kind != EX_NAME || local_find(l, base->name))
		return false;
	n = name_find(l->sema, base->name);
	if (n && n->kind == NAME_MAP)
		return true;
	return e->kind == EX_INDEX && (!n || is_open_global(n));
}

/* The map of a place that is written: made when it is new. */
static struct name *map_to_write(struct lower *l, const struct expr *e)
{
	const struct expr *base = e->kind == EX_INDEX ? e->a : e;
	struct name *n = name_find(l->sema, base->name);
	struct sema *s = l->sema;

	if (n && n->kind == NAME_MAP)
		return n->bad ? NULL : n;
	if (!s->learning || l->ctx->is_constant)
		return NULL;
	if (!n) {
		n = arena_new(s->a, struct name);
		table_set(&s->names, arena_strdup(s->a, base->name), n);
	} else if (!is_open_global(n)) {
		return NULL;
	}
	map_new(s, n, base->name, n->item ? n->item->name_span : base->span);
	return n;
}

/* ---- learning types ---- */

static void grow(struct sema *s, struct type *have, struct type t)
{
	s->learnt |= memcmp(have, &t, sizeof(t)) != 0;
	*have = t;
}

/* What one more value makes of a part; only widths of declared strings change. */
static void learn_part(struct sema *s, struct name *n, unsigned part, struct type *have,
		       const struct value *v)
{
	bool v_const = v->ir && v->ir->op == IR_CONST;
	struct type t;

	if (value_is_bad(v) || v->t.kind == TY_VOID)
		return;
	if (n->parts[part].fixed)
		return;
	if (!n->parts[part].known) {
		n->parts[part].known = true;
		n->parts[part].only_consts = v_const;
		t = type_is_integer(v->t) ? type_join(v->t, false, v->t, false) : v->t;
		grow(s, have, t);
		return;
	}
	t = type_join(*have, n->parts[part].only_consts, v->t, v_const);
	if (t.kind == TY_NONE)
		return;		/* the last pass says so */
	n->parts[part].only_consts &= v_const;
	grow(s, have, t);
}

static bool check_part(struct lower *l, const char *what, struct type have, const struct value *v)
{
	if (have.kind != TY_NONE &&
	    type_join(have, false, v->t, v->ir && v->ir->op == IR_CONST).kind != TY_NONE)
		return true;
	diag(l->sema->d, TYPE_CHANGES, v->span, what, a_type(l->sema, v->t), a_type(l->sema, have));
	return false;
}

/* ---- keys ---- */

struct held_key {
	struct held_key *up;
	const struct expr *e;
	struct value v;
};

static bool does_something(const struct expr *e)
{
	if (!e)
		return false;
	if (e->kind == EX_ASSIGN || e->kind == EX_INCDEC || e->kind == EX_CALL)
		return true;
	for_each_expr(arg, e->args)
		if (does_something(arg))
			return true;
	return does_something(e->a) || does_something(e->b) || does_something(e->c);
}

void value_hold(struct lower *l, struct value *v)
{
	struct ir *set;

	if (v->t.kind == TY_STRING) {
		set = ir_new(l->sema->a, IR_SETS, v->span);
		set->imm = handler_local(l, "held.", 's', v->t);
		set->arg[0] = v->ir;
		ir_append(l->at, set);
		v->ir = ir_new(l->sema->a, IR_LOCALS, v->span);
		v->ir->imm = set->imm;
	} else if (v->t.kind != TY_VOID && v->ir->op != IR_CONST) {
		v->ir = handler_temp(l, "held.", v->ir);
	}
}

/* The value of e, evaluated now and kept in a local. */
static void hold(struct lower *l, const struct expr *e)
{
	struct held_key *h = arena_new(l->sema->a, struct held_key);

	h->v = lower_read(l, lower_expr(l, e));
	h->v.span = e->span;
	if (!value_is_bad(&h->v))
		value_hold(l, &h->v);
	h->e = e;
	h->up = l->held;
	l->held = h;
}

static const struct held_key *held(const struct lower *l, const struct expr *e)
{
	const struct held_key *h;

	for (h = l->held; h && h->e != e; h = h->up)
		;
	return h;
}

struct held_key *map_hold(struct lower *l, const struct expr *e, const struct expr *value)
{
	struct held_key *before = l->held;
	bool needed = does_something(value);

	if (e->kind != EX_INDEX || held(l, value))
		return before;
	for_each_expr(arg, e->args)
		needed |= does_something(arg);
	if (!needed)
		return before;
	hold(l, value);
	for_each_expr(arg, e->args)
		hold(l, arg);
	return before;
}

void map_release(struct lower *l, struct held_key *until)
{
	l->held = until;
}

/* A part of a key, or an assigned value. */
static struct value operand(struct lower *l, const struct expr *e)
{
	const struct held_key *h = held(l, e);
	struct value v;

	if (!h)
		return lower_expr(l, e);
	v = h->v;
	if (v.ir) {	/* a node is in one place only */
		v.ir = arena_new(l->sema->a, struct ir);
		*v.ir = *h->v.ir;
	}
	return v;
}

void list_value(struct lower *l, struct ir *to, struct ir *value)
{
	struct ir *copy = arena_new(l->sema->a, struct ir);

	*copy = *value;
	copy->next = NULL;
	ir_append(to, copy);
}

static bool key_part(struct lower *l, struct name *n, unsigned i, struct value v, struct ir *into)
{
	struct map *m = n->map;
	struct type *t = &m->keys[i].type;

	if (v.t.kind == TY_VOID || v.t.kind == TY_AGG || v.t.kind == TY_BYTES) {
		diag(l->sema->d, NO_VALUE, v.span, "this");
		return false;
	}
	if (value_is_bad(&v))
		return false;
	if (v.t.kind == TY_STRING && v.t.width > MAP_STRING_MAX) {
		diag(l->sema->d, TOO_MANY, v.span, MAP_STRING_MAX, "bytes of a string in a key");
		diag_hint(l->sema->d, "string(p, %u) takes no more of it", MAP_STRING_MAX - 1);
		return false;
	}
	if (l->sema->learning)
		learn_part(l->sema, n, i, t, &v);
	else if (!check_part(l, m->name, *t, &v))
		return false;
	if (t->kind == TY_STRING)
		v = word_string(l, v);
	if (v.t.kind != TY_STRING && n->parts[i].fixed && type_is_integer(*t))
		v.ir = convert_int(l, v.ir, v.t, *t);
	list_value(l, into, v.ir);
	return true;
}

/* The parts of a key; a tuple that stands alone is all of them. */
static unsigned key_values(struct lower *l, struct expr *args, struct value *v)
{
	unsigned n = 0, i;

	for_each_expr(arg, args) {
		struct value one = operand(l, arg);

		if (n == MAP_KEYS_MAX)
			return n + 1;
		if (one.tuple && arg == args && !arg->next) {
			for (i = 0; i < one.tuple->n; i++)
				v[n++] = tuple_part(l, &one, i);
			return n;
		}
		v[n] = lower_read(l, one);
		v[n++].span = arg->span;
	}
	return n;
}

/* x[p] of a thread's variable: the task, as a pointer that the verifier knows. */
static bool task_of(struct lower *l, const struct expr *arg, struct ir *into)
{
	struct value v = lower_expr(l, arg);

	if (value_is_bad(&v) || !may_read_kernel(l, "another task's variable", arg->span))
		return false;
	if (chain_is_typed_pointer(l, &v) && !strcmp(ktype_of(l->sema, v.t.ktype).name, "task_struct")) {
		list_value(l, into, chain_pointer(l, &v));
		return true;
	}
	diag(l->sema->d, TYPE_MISMATCH, arg->span, "another task's variable",
	     "a `struct task_struct *' from the probe's arguments", a_type(l->sema, v.t));
	diag_hint(l->sema->d, "the kernel has to know what it is: a parameter or result, what is read from "
		  "one, or a variable that is assigned such a pointer once");
	return false;
}

bool map_keys(struct lower *l, struct name *n, struct expr *args, struct ir *into, struct span span)
{
	struct value v[MAP_KEYS_MAX];
	struct map *m = n->map;
	struct ir *first = into->last;
	unsigned have, i;
	bool ok = true;

	if (m->kind == MAP_THREAD && args && !args->next)
		return task_of(l, args, into);
	have = key_values(l, args, v);
	if (l->sema->learning && !m->nkeys && !m->declared && have <= MAP_KEYS_MAX)
		m->nkeys = have;
	if (have > MAP_KEYS_MAX) {
		diag(l->sema->d, TOO_MANY, span, MAP_KEYS_MAX, "parts of a key");
		return false;
	}
	if (have != m->nkeys) {
		diag(l->sema->d, KEY_PARTS, span, m->name, m->nkeys, m->nkeys == 1 ? "" : "s",
		     !have ? "there is none" : arena_printf(l->sema->a, "%s %u",
							     have == 1 ? "is" : "are", have));
		diag_note(l->sema->d, m->span, "the map");
		return false;
	}
	for (i = 0; i < have; i++)
		ok &= key_part(l, n, i, v[i], into);
	for_each_ir (part, first ? first->next : into->list)
		for_each_ir (later, part->next)
			string_hold(l, part, MAP_STRING_MAX, later);
	return ok;
}

struct ir *map_ir(struct lower *l, enum ir_op op, const struct name *n, struct span span)
{
	struct ir *ir = ir_new(l->sema->a, op, span);
	struct map *m = n->map;

	ir->imm = n->map_index;
	/* Tasks' variables that handlers in the kernel use are there alone. */
	if (m->kind == MAP_THREAD && m->kernel_writes)
		may_read_kernel(l, "a thread's variable", span);
	if (l->side == SIDE_USER)
		m->in_user = true;
	else
		m->in_kernel = true;
	return ir;
}

bool may_run_here(struct lower *l, const char *what, struct span span)
{
	l->needs_user = true;
	if (l->side == SIDE_USER)
		return true;
	diag(l->sema->d, NEEDS_USER, span, what, l->ctx->where);
	return false;
}

/* ---- reading ---- */

static bool is_plain(struct lower *l, const struct name *n, const struct expr *e)
{
	if (!n->map->is_agg)
		return true;
	diag(l->sema->d, IS_AGGREGATE, e->span, n->map->name, "");
	diag_hint(l->sema->d, "@count(%s) is how often something was put in", n->map->name);
	return false;
}

static struct expr *keys_of(const struct expr *e)
{
	return e->kind == EX_INDEX ? e->args : NULL;
}

/* A narrow integer's word as its value: atomic additions leave more above it. */
static struct ir *narrow(struct lower *l, const struct map *m, struct ir *ir)
{
	if (m->kind == MAP_THREAD && m->start)
		ir = ir_binary(l->sema->a, IR_ADD, ir, ir_const(l->sema->a, m->start, ir->span), ir->span);
	if (!type_is_integer(m->value) || m->value.kind == TY_BOOL)
		return ir;
	return convert_int(l, ir, type_int(8, true), m->value);
}

/* The parts of the tuple there that are wanted, read at once: into locals. */
static struct value read_tuple(struct lower *l, const struct name *n, struct ir *ir, unsigned wanted)
{
	struct tuple t = { .n = n->map->value.width };
	struct ir_each *each = arena_new(l->sema->a, struct ir_each);
	unsigned i;

	each->map = n->map_index;
	each->nvalues = t.n;
	for (i = 0; i < t.n; i++) {
		struct type type = n->map->values[i].type;
		bool text = type.kind == TY_STRING;
		struct ir *get = ir_new(l->sema->a, text ? IR_LOCALS : IR_LOCAL, ir->span);

		each->values[i] = NO_LOCAL;
		if (!(wanted >> i & 1))
			continue;
		if (type.kind == TY_NONE)
			never_written(l, ir->span,
				      arena_printf(l->sema->a, "%s[%u]", n->map->name, i));
		else
			each->values[i] = handler_local(l, "part.", text ? 's' : 'l', type);
		get->imm = each->values[i];
		t.v[i] = value_ir(type, get);	/* a bad one where nothing is known of it */
	}
	ir->op = IR_MGETT;
	ir->each = each;
	t.before = ir_new(l->sema->a, IR_SEQ, ir->span);
	ir_append(t.before, ir);
	return value_tuple(l, &t, ir->span);
}

static struct value map_value(struct lower *l, const struct expr *e, unsigned wanted)
{
	const char *word = e->kind == EX_INDEX ? e->a->name : e->name;
	struct name *n = map_find(l, word);
	struct map *m;
	struct ir *ir;

	if (!n) {
		if (!name_find(l->sema, word) || is_open_global(name_find(l->sema, word)))
			never_written(l, e->span, word);
		return value_bad(e->span);
	}
	m = n->map;
	if (!is_plain(l, n, e))
		return value_bad(e->span);
	ir = map_ir(l, m->value.kind == TY_STRING ? IR_MGETS : IR_MGET, n, e->span);
	m->read = true;
	if (!map_keys(l, n, keys_of(e), ir, e->span))
		return value_bad(e->span);
	if (m->value.kind == TY_NONE) {
		if (!m->misused)
			never_written(l, e->span, m->name);
		return value_bad(e->span);
	}
	if (m->value.kind == TY_STRING) {
		ir->slot = handler_slot(l, m->value.width);
		return value_ir(m->value, ir);
	}
	if (m->value.kind == TY_TUPLE)
		return read_tuple(l, n, ir, wanted);
	return value_ir(m->value, narrow(l, m, ir));
}

struct value map_read(struct lower *l, const struct expr *e)
{
	return map_value(l, e, ~0u);
}

bool map_part(struct lower *l, const struct expr *e, struct value *out)
{
	const struct expr *place = e->a;
	struct name *n = map_find(l, place->kind == EX_INDEX ? place->a->name : place->name);
	unsigned part;

	if (!n || n->map->value.kind != TY_TUPLE || e->args->next)
		return false;
	if (place->kind == EX_NAME && n->map->nkeys)	/* m[k], the whole of it */
		return false;
	*out = value_bad(e->span);
	if (!tuple_number(l, e->args, n->map->value.width, &part))
		return true;
	*out = map_value(l, place, 1u << part);
	if (!value_is_bad(out))
		*out = tuple_part(l, out, part);
	return true;
}

struct value lower_in(struct lower *l, const struct expr *e)
{
	struct name *n = e->b->kind == EX_NAME ? map_find(l, e->b->name) : NULL;
	struct ir *ir;

	if (!n) {
		if (!l->sema->learning)
			diag(l->sema->d, TYPE_MISMATCH, e->b->span, "in", "a map on its right",
			     "something else");
		return value_bad(e->span);
	}
	ir = map_ir(l, IR_MHAS, n, e->span);
	n->map->read = true;
	if (!map_keys(l, n, e->a->kind == EX_TUPLE ? e->a->args : e->a, ir, e->span))
		return value_bad(e->span);
	return value_ir((struct type){ .kind = TY_BOOL, .size = 1 }, ir);
}

/* ---- writing ---- */

static struct name *place_to_write(struct lower *l, const struct expr *e)
{
	struct name *n = map_to_write(l, e);

	if (!n) {
		if (!l->first)
			diag(l->sema->d, READ_ONLY, e->span,
			     e->kind == EX_INDEX ? e->a->name : e->name);
		return NULL;
	}
	if (l->sema->learning && l->side != SIDE_USER)
		n->map->kernel_writes = true;
	return is_plain(l, n, e) ? n : NULL;
}

/*
 * What reads a map and writes it again, in user space, would lose what handlers write in between: a
 * timer's handler that does is run in the kernel.
 */
static void needs_atomic(struct lower *l, const struct name *n)
{
	if (l->side == SIDE_USER && l->probe->kind == PROBE_TIMER && n->map->kernel_writes)
		l->needs_kernel = true;
}

static bool is_counted(struct lower *l, const struct expr *e, const struct map *m,
		       const struct value *v)
{
	if ((type_is_integer(m->value) || m->value.kind == TY_NONE) && type_is_integer(v->t) &&
	    m->value.kind != TY_BOOL)
		return true;
	diag(l->sema->d, TYPE_MISMATCH, e->span, e->kind == EX_INCDEC ? e->delta > 0 ? "++" : "--" :
	     binary_op_text((enum binary_op)e->op), "numbers",
	     a_type(l->sema, type_is_integer(v->t) ? m->value : v->t));
	return false;
}

/* m[k] += v, in one step. */
static struct ir *map_add(struct lower *l, struct name *n, const struct expr *e, struct value v,
			  bool negative)
{
	struct map *m = n->map;
	struct ir *ir = map_ir(l, IR_MADD, n, e->span);

	if (!map_keys(l, n, keys_of(e->a), ir, e->a->span))
		return NULL;
	v = lower_read(l, v);
	if (value_is_bad(&v))
		return NULL;
	if (l->sema->learning)
		learn_part(l->sema, n, PART_VALUE, &m->value, &v);
	if (!is_counted(l, e, m, &v))
		return NULL;
	needs_atomic(l, n);
	ir->arg[0] = negative ? ir_unary(l->sema->a, IR_NEG, v.ir, e->span) : v.ir;
	return ir;
}

/* One part of a tuple that is stored. */
static bool store_part(struct lower *l, struct name *n, unsigned i, struct value v, struct ir *into)
{
	struct map_part *p = &n->map->values[i];

	if (l->sema->learning)
		learn_part(l->sema, n, PART_VALUE + 1 + i, &p->type, &v);
	else if (!check_part(l, arena_printf(l->sema->a, "%s[…][%u]", n->map->name, i), p->type, &v))
		return false;
	if (value_is_bad(&v))
		return false;
	if (p->type.kind == TY_STRING)
		v = word_string(l, v);
	list_value(l, into, type_is_integer(p->type) ? convert_int(l, v.ir, v.t, p->type) : v.ir);
	return true;
}

static struct ir *store_tuple(struct lower *l, struct name *n, const struct expr *e, struct value *v)
{
	struct ir *ir = map_ir(l, IR_MSETT, n, e->span);
	unsigned i;

	for (i = 0; i < v->tuple->n; i++)
		if (!store_part(l, n, i, tuple_part(l, v, i), ir))
			return NULL;
	if (!map_keys(l, n, keys_of(e->a), ir, e->a->span))
		return NULL;
	i = 0;
	for_each_ir (part, ir->list) {
		if (i++ == v->tuple->n)
			break;
		for_each_ir (later, part->next)
			string_hold(l, part, STRING_MAX, later);
	}
	return ir;
}

static struct ir *map_store(struct lower *l, struct name *n, const struct expr *e, struct value v)
{
	struct map *m = n->map;
	struct ir *ir;

	v = lower_read_any(l, v);
	v.span = e->b->span;
	if (v.t.kind == TY_VOID || v.t.kind == TY_AGG || v.t.kind == TY_BYTES) {
		diag(l->sema->d, NO_VALUE, e->b->span, "this");
		return NULL;
	}
	if (value_is_bad(&v))
		return NULL;
	if (l->sema->learning)
		learn_part(l->sema, n, PART_VALUE, &m->value, &v);
	else if (!check_part(l, m->name, m->value, &v))
		return NULL;
	if (v.tuple)
		return m->value.kind == TY_TUPLE && m->value.width == v.tuple->n ?
			       store_tuple(l, n, e, &v) : NULL;
	if (m->value.kind == TY_TUPLE)	/* the last pass says so */
		return NULL;
	if (m->value.kind == TY_STRING)
		v = word_string(l, v);
	ir = map_ir(l, v.t.kind == TY_STRING ? IR_MSETS : IR_MSET, n, e->span);
	ir->arg[0] = type_is_integer(m->value) ? convert_int(l, v.ir, v.t, m->value) : v.ir;
	if (m->kind == MAP_THREAD && m->start)
		ir->arg[0] = ir_binary(l->sema->a, IR_SUB, ir->arg[0],
				       ir_const(l->sema->a, m->start, e->span), e->span);
	if (!map_keys(l, n, keys_of(e->a), ir, e->a->span))
		return NULL;
	if (v.t.kind == TY_STRING)
		for_each_ir (part, ir->list)
			string_hold(l, ir->arg[0], v.t.width, part);
	return ir;
}

/* Read and written: others may write in between, but for what is one's own. */
static void not_one_step(struct lower *l, const struct name *n, const struct expr *e)
{
	bool alone = l->probe->kind == PROBE_BEGIN || l->probe->kind == PROBE_END ||
		     n->map->kind == MAP_CPU || n->map->kind == MAP_THREAD;

	needs_atomic(l, n);
	if (!l->first && !alone)
		diag(l->sema->d, NOT_ATOMIC, e->span, n->map->name);
}

/* m[k] op= v where no single step does it. */
static struct value combined(struct lower *l, struct name *n, const struct expr *e)
{
	not_one_step(l, n, e);
	return binary_values(l, (enum binary_op)e->op, map_read(l, e->a), operand(l, e->b), e->span,
			     e->op_span);
}

struct value map_assign(struct lower *l, const struct expr *e)
{
	struct value bad = value_bad(e->span);
	struct name *n = place_to_write(l, e->a);
	unsigned errors = other_errors(l);
	struct held_key *before;
	bool read, text;
	struct ir *ir;

	if (!n) {
		lower_expr(l, e->b);
		return bad;
	}
	text = n->map->value.kind == TY_STRING;
	read = n->map->read;
	if (!text && (e->op == BIN_ADD || e->op == BIN_SUB)) {
		ir = map_add(l, n, e, operand(l, e->b), e->op == BIN_SUB);
		ir = ir ? ir_unary(l->sema->a, IR_EVAL, ir, e->span) : NULL;
	} else if (e->op == BIN_NONE) {
		if (expr_mentions(e->b, n->map->name))
			not_one_step(l, n, e);
		ir = map_store(l, n, e, operand(l, e->b));
	} else {
		before = map_hold(l, e->a, e->b);
		ir = map_store(l, n, e, combined(l, n, e));
		map_release(l, before);
	}
	n->map->read = read;	/* x[k] *= 2 does not make it something that the script shows */
	if (!ir) {
		n->map->misused |= other_errors(l) != errors;
		return bad;
	}
	ir_append(l->at, ir);
	return value_ir((struct type){ .kind = TY_VOID }, ir);
}

/* The value of m[k]++ is the old one, of ++m[k] the new one. */
struct value map_incdec(struct lower *l, const struct expr *e)
{
	struct arena *a = l->sema->a;
	struct name *n = place_to_write(l, e->a);
	struct ir *ir;

	if (!n)
		return value_bad(e->span);
	ir = map_add(l, n, e, value_ir(type_int(8, true), ir_const(a, e->delta, e->span)), false);
	if (!ir || n->map->value.kind == TY_NONE)
		return value_bad(e->span);
	if (!e->postfix)
		ir = ir_binary(a, IR_ADD, ir, ir_const(a, e->delta, e->span), e->span);
	return value_ir(n->map->value, narrow(l, n->map, ir));
}

void lower_delete(struct lower *l, const struct stmt *st)
{
	const struct expr *e = st->e, *base = e->kind == EX_INDEX ? e->a : e;
	struct name *n = base->kind == EX_NAME ? map_find(l, base->name) : NULL;
	bool slice = false;
	struct ir *ir;

	if (!n) {
		if (!l->first)
			diag(l->sema->d, TYPE_MISMATCH, e->span, "delete", "a map or an element of one",
			     "something else");
		return;
	}
	if (l->sema->learning && l->side != SIDE_USER)
		n->map->kernel_writes = true;
	for_each_expr(arg, keys_of(e))
		slice |= arg->kind == EX_STAR;
	if (slice) {
		lower_delete_slice(l, st, n);
		return;
	}
	/* No handler sees the other CPUs' values. */
	if (n->map->is_agg && !n->map->nkeys && !may_run_here(l, "clearing an aggregate", st->span))
		return;
	ir = map_ir(l, e->kind == EX_INDEX ? IR_MDEL : IR_MCLEAR, n, st->span);
	if (e->kind == EX_INDEX && !map_keys(l, n, e->args, ir, e->span))
		return;
	ir_append(l->at, ir);
}

/* ---- aggregates ---- */

struct name *map_for_agg(struct lower *l, const struct expr *e)
{
	struct name *n = map_to_write(l, e);

	if (!n) {
		if (!l->first)
			diag(l->sema->d, TYPE_MISMATCH, e->span, "<<<", "an aggregate on its left",
			     "something else");
		return NULL;
	}
	if (l->sema->learning && n->map->value.kind == TY_NONE && !n->map->is_agg) {
		n->map->is_agg = true;
		l->sema->learnt = true;
	}
	return n;
}

void map_learn_value(struct lower *l, struct name *n, const struct value *v)
{
	if (l->sema->learning)
		learn_part(l->sema, n, PART_VALUE, &n->map->value, v);
}

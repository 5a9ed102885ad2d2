// SPDX-License-Identifier: GPL-2.0-or-later
/* Expressions: names, literals, casts, conditions; the rest is in operator.c, access.c, call.c. */

#include <string.h>

#include "sema/guru.h"
#include "sema/lower.h"

struct value value_bad(struct span span)
{
	return (struct value){ .t = { .kind = TY_NONE }, .span = span };
}

struct value value_ir(struct type t, struct ir *ir)
{
	return (struct value){ .t = t, .ir = ir, .span = ir->span };
}

bool value_constant(const struct value *v, int64_t *out)
{
	if (!v->ir || v->ir->op != IR_CONST)
		return false;
	*out = v->ir->imm;
	return true;
}

struct ir *convert_int(struct lower *l, struct ir *ir, struct type from, struct type to)
{
	struct ir *ext;
	int64_t v;

	if (to.kind == TY_BOOL)
		return from.kind == TY_BOOL ? ir : ir_unary(l->sema->a, IR_BOOL, ir, ir->span);
	if (to.size == 8)
		return ir;
	if (ir->op == IR_CONST) {
		unsigned shift = 64 - to.size * 8u;

		v = (int64_t)((uint64_t)ir->imm << shift);
		v = to.is_signed ? v >> shift : (int64_t)((uint64_t)v >> shift);
		return ir_const(l->sema->a, v, ir->span);
	}
	ext = ir_new(l->sema->a, IR_EXT, ir->span);
	ext->imm = to.size;
	ext->aux = to.is_signed;
	ext->arg[0] = ir;
	return ext;
}

struct value lower_read(struct lower *l, struct value v)
{
	if (v.tuple) {
		diag(l->sema->d, TYPE_MISMATCH, v.span, "this", "a single value", a_type(l->sema, v.t));
		diag_hint(l->sema->d, "one of its parts is …[0]");
		return value_bad(v.span);
	}
	return v.chain ? chain_read(l, v) : v;
}

struct ir *lower_number(struct lower *l, struct value v, const char *what)
{
	if (value_is_bad(&v))
		return NULL;
	if (v.t.kind == TY_VOID) {
		diag(l->sema->d, NO_VALUE, v.span, "this");
		return NULL;
	}
	v = lower_read(l, v);
	if (value_is_bad(&v))
		return NULL;
	if (type_is_integer(v.t) || v.t.kind == TY_PTR)
		return v.ir;
	diag(l->sema->d, TYPE_MISMATCH, v.span, what, "a number", a_type(l->sema, v.t));
	return NULL;
}

bool may_read_kernel(struct lower *l, const char *what, struct span span)
{
	if (l->side != SIDE_USER || l->measuring)
		return true;
	l->needs_kernel = true;
	diag(l->sema->d, NEEDS_KERNEL, span, what, l->ctx->where);
	return false;
}

struct ir *lower_condition(struct lower *l, const struct expr *e)
{
	struct value v = lower_expr(l, e);
	struct ir *ir;

	if (e->kind != EX_BINARY || e->op != BIN_ANDAND)
		l->when_true = l->flow;
	if (v.t.kind == TY_STRING) {
		diag(l->sema->d, TYPE_MISMATCH, e->span, "a condition",
		     "a bool, an integer or a pointer", "a string");
		diag_hint(l->sema->d, "compare it: … != \"\"");
		return NULL;
	}
	ir = lower_number(l, v, "a condition");
	if (!ir || v.t.kind == TY_BOOL)
		return ir;
	return ir_unary(l->sema->a, IR_BOOL, ir, e->span);
}

/* ---- names ---- */

/*
 * The word of a narrow global as its value: atomic operations work on all 64 bits and leave what is
 * above the global's width behind.
 */
static struct ir *global_value(struct lower *l, const struct name *n, struct ir *word)
{
	if (n->kind != NAME_GLOBAL || n->type.kind == TY_BOOL || n->type.kind == TY_PTR)
		return word;
	return convert_int(l, word, type_int(8, true), n->type);
}

static struct value global_read(struct lower *l, const struct name *n, struct span span)
{
	struct ir *ir = ir_new(l->sema->a, IR_GLOBAL, span);

	ir->imm = n->global;	/* the word is known when all globals are; see sema.c */
	return value_ir(n->type, global_value(l, n, ir));
}

static struct value string_literal(struct lower *l, const char *text, size_t len, struct span span)
{
	struct type t = type_string((uint32_t)len + 1);
	struct ir *ir = ir_new(l->sema->a, IR_STRING, span);

	if (len + 1 > STRING_MAX) {
		diag(l->sema->d, TOO_MANY, span, STRING_MAX - 1, "bytes in a string");
		return value_bad(span);
	}
	ir->text = text;
	ir->imm = t.width;
	return value_ir(t, ir);
}

static struct value script_name(struct lower *l, const struct expr *e, const struct name *n)
{
	if (n->bad)
		return value_bad(e->span);
	if (n->kind == NAME_MAP)
		return map_read(l, e);
	if (n->state == NAME_CHECKING) {
		diag(l->sema->d, TYPE_MISMATCH, e->span, "an initial value",
		     "values known before it", "one that depends on itself");
		return value_bad(e->span);
	}
	if (n->kind != NAME_CONST && l->ctx->is_constant) {
		diag(l->sema->d, TYPE_MISMATCH, e->span, "a constant", "literals and other consts",
		     n->kind == NAME_PARAM ? "a param" : "a global");
		return value_bad(e->span);
	}
	if (n->kind == NAME_FUNCTION) {
		diag(l->sema->d, NO_VALUE, e->span, arena_printf(l->sema->a, "`%s'", e->name));
		diag_hint(l->sema->d, "the function is called: %s(…)", e->name);
		return value_bad(e->span);
	}
	if (n->type.kind == TY_STRING)
		return string_literal(l, n->text, strlen(n->text), e->span);
	if (n->kind == NAME_CONST)
		return value_ir(n->type, ir_const(l->sema->a, n->value, e->span));
	return global_read(l, n, e->span);
}

bool foreign_hint(struct lower *l, const char *name)
{
	static const struct {
		const char *name, *here;
	} words[] = {
#define FOREIGN(name, text) { name, text },
#define FOREIGN_CALL(name, text) { name, text },
#include "sema/foreign.def"
#undef FOREIGN
#undef FOREIGN_CALL
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (!words[i].here || strcmp(words[i].name, name))
			continue;
		diag_hint(l->sema->d, "`%s' is written %s", name, words[i].here);
		return true;
	}
	return false;
}

static struct value unknown_name(struct lower *l, const struct expr *e)
{
	struct sema *s = l->sema;
	struct nearest near;
	unsigned i;

	diag(s->d, UNKNOWN_NAME, e->span, e->name);
	for (i = 0; i < l->ctx->fn.n; i++)
		if (l->ctx->has_params && !strcmp(l->ctx->fn.params[i].name, e->name)) {
			diag_hint(s->d, "the function's parameter is written $%s", e->name);
			return value_bad(e->span);
		}
	for (i = 0; i < BUILTIN_COUNT; i++)
		if (!strcmp(builtin_info[i].name, e->name))
			break;
	if (i < BUILTIN_COUNT || call_is_known(e->name)) {
		diag_hint(s->d, "the built-in is called: %s()", e->name);
		return value_bad(e->span);
	}
	if (foreign_hint(l, e->name))
		return value_bad(e->span);
	nearest_init(&near, e->name);
	for (i = 0; i < l->locals->n; i++)
		nearest_offer(&near, l->locals->v[i]->name);
	names_offer(s, &near);
	constants_offer(&near);
	diag_hint_near(s->d, near.best);
	return value_bad(e->span);
}

static struct value lower_name(struct lower *l, const struct expr *e)
{
	struct local *local = local_find(l, e->name);
	struct name *n;
	struct ktypes *kt;
	int64_t value;
	uint32_t id;

	if (local)
		return local_read(l, local, e->span);
	n = name_find_any(l->sema, e->name);
	if (n)
		return script_name(l, e, n);
	switch (constant_find(e->name, l->sema->target->arch, &value)) {
	case CONSTANT_FOUND:
		return value_ir(type_int(8, true), ir_const(l->sema->a, value, e->span));
	case CONSTANT_DEPENDS:
		diag(l->sema->d, NOT_KNOWN, e->span, e->name, "architecture");
		return value_bad(e->span);
	case CONSTANT_NONE:
		break;
	}
	/* A word that nobody knows is no reason to say that there is no BTF. */
	kt = l->side == SIDE_USER ? target_types_if_any(l->sema->target) :
				    target_types(l->sema->target);
	if (kt && ktypes_constant(kt, e->name, &value, &id)) {
		const char *why;
		struct type t = type_of_ktype(kt, id, &why);

		return value_ir(t, ir_const(l->sema->a, value, e->span));
	}
	return unknown_name(l, e);
}

static struct value lower_number_literal(struct lower *l, const struct expr *e)
{
	static const enum show shows[] = {[UNIT_DURATION] = SHOW_DURATION, [UNIT_SIZE] = SHOW_SIZE};
	struct type t = type_int(8, e->value <= INT64_MAX);

	if (e->unit == UNIT_BOOL)
		t = (struct type){ .kind = TY_BOOL, .size = 1 };
	else if (e->unit == UNIT_DURATION || e->unit == UNIT_SIZE)
		t.show = shows[e->unit];
	return value_ir(t, ir_const(l->sema->a, (int64_t)e->value, e->span));
}

/* ---- casts, ?:, sizeof ---- */

static struct value lower_cast(struct lower *l, const struct expr *e)
{
	struct type to = type_of_name(l->sema, e->type);
	struct value v = lower_expr(l, e->a);
	struct ir *ir;

	if (to.kind == TY_NONE || value_is_bad(&v))
		return value_bad(e->span);
	if (to.kind == TY_STRING || to.kind == TY_STRUCT || to.kind == TY_ARRAY ||
	    to.kind == TY_VOID) {
		diag(l->sema->d, TYPE_MISMATCH, e->type->span, "a cast",
		     "an integer or a pointer type", a_type(l->sema, to));
		return value_bad(e->span);
	}
	if (v.chain && (v.t.kind == TY_STRUCT || v.t.kind == TY_ARRAY)) {
		diag(l->sema->d, TYPE_MISMATCH, e->a->span, "a cast", "a number",
		     a_type(l->sema, v.t));
		diag_hint(l->sema->d, "its address is one: &…");
		return value_bad(e->span);
	}
	if (to.kind == TY_PTR && v.t.kind != TY_PTR)
		to.is_user = l->ctx->is_user;	/* a number of a program's is an address there */
	if (to.kind == TY_PTR && v.t.kind == TY_PTR) {
		to.is_user = v.t.is_user;	/* a cast moves nothing into the kernel's memory */
		/* A pointer cast to the type that it has stays what the verifier knows. */
		if (ktype_of(l->sema, to.ktype).id == ktype_of(l->sema, v.t.ktype).id)
			return v;
	}
	ir = lower_number(l, v, "a cast");
	if (!ir)
		return value_bad(e->span);
	if (to.kind == TY_PTR)
		return value_ir(to, ir);
	return value_ir(to, convert_int(l, ir, v.t, to));
}

static struct value cond_strings(struct lower *l, const struct expr *e, struct ir *cond,
				 const struct value *a, const struct value *b)
{
	struct type t = type_string(a->t.width > b->t.width ? a->t.width : b->t.width);
	struct ir *ir = ir_new(l->sema->a, IR_CONDS, e->span);

	ir->slot = handler_slot(l, t.width);
	ir->imm = a->t.width;
	ir->aux = b->t.width;
	ir->arg[0] = cond;
	ir->arg[1] = a->ir;
	ir->arg[2] = b->ir;
	return value_ir(t, ir);
}

static struct value lower_cond(struct lower *l, const struct expr *e)
{
	struct ir *cond = lower_condition(l, e->a), *ir;
	struct flow before = l->flow;
	struct value a, b;
	struct type t;

	/* What the target decides: the other side need not even mean something. */
	if (cond && cond->op == IR_CONST && depends_on_target(e->a)) {
		a = lower_read(l, lower_expr(l, cond->imm ? e->b : e->c));
		l->flow = before;
		return a;
	}
	l->flow = l->when_true;
	a = lower_read(l, lower_expr(l, e->b));
	l->flow = before;
	b = lower_read(l, lower_expr(l, e->c));
	l->flow = before;
	if (!cond || value_is_bad(&a) || value_is_bad(&b))
		return like_known_side(l, a, b, e->span);
	t = type_join(a.t, a.ir->op == IR_CONST, b.t, b.ir->op == IR_CONST);
	if (t.kind == TY_NONE || a.t.kind == TY_VOID) {
		diag(l->sema->d, TYPE_MISMATCH, e->span, "?:", "two values of one type",
		     arena_printf(l->sema->a, "%s and %s", a_type(l->sema, a.t),
				  a_type(l->sema, b.t)));
		return value_bad(e->span);
	}
	words_to_strings(l, &a, &b);
	if (cond->op == IR_CONST)
		return value_ir(t.kind != TY_STRING ? t
				: cond->imm	    ? a.t
						    : b.t,
				cond->imm ? a.ir : b.ir);
	if (t.kind == TY_STRING)
		return cond_strings(l, e, cond, &a, &b);
	ir = ir_new(l->sema->a, IR_COND, e->span);
	ir->arg[0] = cond;
	ir->arg[1] = a.ir;
	ir->arg[2] = b.ir;
	return value_ir(t, ir);
}

/* The type of an expression that is not run: it needs nothing from an entry, and ends nothing. */
struct type lower_measured(struct lower *l, const struct expr *e)
{
	struct flow flow = l->flow;
	bool uses_exit = l->sema->p->uses_exit, measuring = l->measuring,
	     time = l->probe->keep.time;
	unsigned nargs = l->probe->keep.nargs;
	struct value v;

	l->measuring = true;
	v = lower_expr(l, e);
	l->measuring = measuring;
	l->flow = flow;
	l->probe->keep.nargs = nargs;
	l->probe->keep.time = time;
	l->sema->p->uses_exit = uses_exit;
	return v.t;
}

static struct value lower_sizeof(struct lower *l, const struct expr *e)
{
	struct type t = e->type ? type_of_name(l->sema, e->type) : lower_measured(l, e->a);
	uint64_t size = t.kind == TY_STRING ? t.width : t.size;

	if (t.kind == TY_NONE)
		return value_bad(e->span);
	if (t.kind == TY_STRUCT || t.kind == TY_ARRAY)
		size = ktype_of(l->sema, t.ktype).size;
	if (!size) {
		diag(l->sema->d, TYPE_MISMATCH, e->span, "sizeof", "something with a size",
		     a_type(l->sema, t));
		return value_bad(e->span);
	}
	return value_ir(type_int(8, true), ir_const(l->sema->a, (int64_t)size, e->span));
}

/* ---- assignments, x++ ---- */

static bool writable_global(struct lower *l, const struct expr *e, struct name **out)
{
	struct name *n = e->kind == EX_NAME ? name_find(l->sema, e->name) : NULL;

	if (n && n->kind == NAME_MAP)	/* a parameter with a map's name, which is refused */
		n = NULL;
	*out = n;
	if (!n || n->bad)
		return false;
	if (n->kind != NAME_GLOBAL) {
		diag(l->sema->d, READ_ONLY, e->span, e->name);
		diag_note(l->sema->d, n->item->name_span, "it is a %s",
			  n->kind == NAME_PARAM	     ? "param"
			  : n->kind == NAME_FUNCTION ? "function"
						     : "const");
		return false;
	}
	return true;
}

static struct ir *global_set(struct lower *l, const struct name *n, struct ir *value,
			     struct type from, struct span span)
{
	struct ir *ir = ir_new(l->sema->a, IR_GSET, span);

	ir->imm = n->global;
	ir->arg[0] = n->type.kind == TY_PTR ? value : convert_int(l, value, from, n->type);
	return ir;
}

static enum ir_op atomic_op(enum binary_op op)
{
	switch ((int)op) {
	case BIN_ADD:
	case BIN_SUB: return IR_GADD;
	case BIN_AND: return IR_GAND;
	case BIN_OR: return IR_GOR;
	case BIN_XOR: return IR_GXOR;
	}
	return IR_CONST;	/* not atomic */
}

/* global op= value where the machine has one instruction for it; the old value. */
static struct ir *global_atomic(struct lower *l, const struct name *n, enum binary_op op,
				struct ir *value, struct span span)
{
	struct ir *ir = ir_new(l->sema->a, atomic_op(op), span);

	ir->imm = n->global;
	ir->arg[0] = op == BIN_SUB ? ir_unary(l->sema->a, IR_NEG, value, span) : value;
	return ir;
}

static bool checked_target(struct lower *l, const struct expr *e)
{
	struct sema *s = l->sema;

	if (e->kind == EX_NAME)
		return true;
	if (e->kind == EX_CTX || e->kind == EX_MEMBER) {
		diag(s->d, READ_ONLY, e->span, e->kind == EX_CTX ?
		     arena_printf(s->a, "$%s", e->name) : e->name);
		guru_hint(l, e);
	}
	else
		diag(s->d, TYPE_MISMATCH, e->span, "an assignment", "a variable on its left",
		     "something else");
	return false;
}

/* x++ and x += 1 where nothing has written x yet. */
static struct value old_value(struct lower *l, const struct expr *target)
{
	struct local *local = target->kind == EX_NAME ? local_find(l, target->name) : NULL;

	if (target->kind != EX_NAME || (local ? local->kept || local_may_be_read(l, local)
					      : !!name_find(l->sema, target->name)))
		return lower_expr(l, target);
	diag(l->sema->d, READ_BEFORE_WRITE, target->span, target->name);
	diag_hint(l->sema->d, "what shall last from one hit to the next is a global: global %s = 0",
		  target->name);
	return value_bad(target->span);
}

/* target op value, with both sides read. */
static struct value assigned_value(struct lower *l, const struct expr *e)
{
	struct value v;

	if (e->op == BIN_NONE)
		return lower_expr(l, e->b);
	v = old_value(l, e->a);
	return binary_values(l, (enum binary_op)e->op, v, lower_expr(l, e->b), e->span, e->op_span);
}

bool expr_mentions(const struct expr *e, const char *name)
{
	if (!e)
		return false;
	if (e->kind == EX_NAME && !strcmp(e->name, name))
		return true;
	for_each_expr(arg, e->args)
		if (expr_mentions(arg, name))
			return true;
	return expr_mentions(e->a, name) || expr_mentions(e->b, name) || expr_mentions(e->c, name);
}

/* begin and end run alone. */
static void warn_not_atomic(struct lower *l, const struct expr *e, const struct name *n)
{
	bool alone = l->probe->kind == PROBE_BEGIN || l->probe->kind == PROBE_END;

	if (!l->first && !alone && (e->op != BIN_NONE || expr_mentions(e->b, n->item->name)))
		diag(l->sema->d, NOT_ATOMIC, e->span, n->item->name);
}

/* A pointer holds pointers to the same, and NULL; a number numbers. */
static bool holds(struct type t, struct value v)
{
	bool is_const = v.ir && v.ir->op == IR_CONST;

	if (t.kind == TY_PTR)
		return type_join(t, false, v.t, is_const).kind == TY_PTR;
	return type_is_integer(v.t);
}

static struct ir *assign_global(struct lower *l, const struct expr *e, struct name *n,
				struct value *out)
{
	bool atomic = type_is_integer(n->type) && n->type.kind != TY_BOOL && e->op != BIN_NONE &&
		      atomic_op((enum binary_op)e->op) != IR_CONST;
	struct value v = lower_read(l, atomic ? lower_expr(l, e->b) : assigned_value(l, e));
	struct ir *number;

	*out = v;
	if (value_is_bad(&v))
		return NULL;
	if (v.t.kind != TY_VOID && !holds(n->type, v)) {
		diag(l->sema->d, TYPE_CHANGES, e->b->span, n->item->name, a_type(l->sema, v.t),
		     a_type(l->sema, n->type));
		diag_note(l->sema->d, n->item->name_span, "the global is defined here");
		return NULL;
	}
	number = lower_number(l, v, "an assignment");
	if (!number)
		return NULL;
	if (atomic)
		return ir_unary(l->sema->a, IR_EVAL,
				global_atomic(l, n, (enum binary_op)e->op, number, e->span),
				e->span);
	warn_not_atomic(l, e, n);
	return global_set(l, n, number, v.t, e->span);
}

/* As a statement; as an expression it is evaluated before the statement it stands in. */
static struct value lower_assign(struct lower *l, const struct expr *e)
{
	struct name *n;
	struct value v;
	struct ir *ir;

	if (is_map_place(l, e->a))
		return map_assign(l, e);
	if (guru_may_write(l, e->a))
		return guru_assign(l, e->a, assigned_value(l, e), e->span);
	if (!checked_target(l, e->a))
		return value_bad(e->span);
	if (writable_global(l, e->a, &n)) {
		ir = assign_global(l, e, n, &v);
		if (ir)
			ir_append(l->at, ir);
		return ir ? global_read(l, n, e->span) : value_bad(e->span);
	}
	if (n)
		return value_bad(e->span);
	v = assigned_value(l, e);
	if (v.chain && !chain_is_typed_pointer(l, &v))
		v = lower_read(l, v);
	if (v.t.kind == TY_VOID) {
		diag(l->sema->d, NO_VALUE, e->b->span, "this");
		v = value_bad(e->span);
	}
	if (v.t.kind == TY_STRUCT || v.t.kind == TY_ARRAY)
		v = lower_read(l, v);	/* says why not */
	if (v.t.kind == TY_BYTES) {
		diag(l->sema->d, TYPE_MISMATCH, e->b->span, "an assignment", "a value to keep",
		     "memory that can only be printed");
		v = value_bad(e->span);
	}
	if (v.tuple && expr_mentions(e->b, e->a->name))
		tuple_hold(l, &v);
	local_assign(l, e->a->name, e->a->span, v);
	return v;
}

static struct value lower_incdec(struct lower *l, const struct expr *e)
{
	struct arena *a = l->sema->a;
	struct value old, new;
	struct name *n;
	struct ir *ir;

	if (is_map_place(l, e->a))
		return map_incdec(l, e);
	if (!checked_target(l, e->a))
		return value_bad(e->span);
	if (writable_global(l, e->a, &n)) {
		if (n->type.kind == TY_BOOL || n->type.kind == TY_PTR) {
			diag(l->sema->d, TYPE_MISMATCH, e->a->span, e->delta > 0 ? "++" : "--",
			     "a number", a_type(l->sema, n->type));
			return value_bad(e->span);
		}
		ir = global_atomic(l, n, BIN_ADD, ir_const(a, e->delta, e->span), e->span);
		if (!e->postfix)
			ir = ir_binary(a, IR_ADD, ir, ir_const(a, e->delta, e->span), e->span);
		return value_ir(n->type, global_value(l, n, ir));
	}
	if (n)
		return value_bad(e->span);
	old = old_value(l, e->a);
	new = binary_values(l, BIN_ADD, old,
			    value_ir(type_int(8, true), ir_const(a, e->delta, e->span)), e->span,
			    e->span);
	local_assign(l, e->a->name, e->a->span, new);
	return new;
}

/* The old value of a global that is changed is nobody's wish here: the change alone. */
static struct ir *changed_only(struct ir *i)
{
	while (i && (i->op == IR_EXT || i->op == IR_ADD))
		i = i->arg[0];
	return i && (ir_info[i->op].flags & IR_EFFECT) ? i : NULL;
}

/* The value of a variable after, or for x++ before, the statements that change it. */
static struct value nested_value(struct lower *l, const struct expr *e)
{
	struct held_key *held;
	struct value old;

	if (e->kind == EX_ASSIGN && is_map_place(l, e->a)) {
		held = map_hold(l, e->a, e->b);
		lower_assign(l, e);
		old = lower_read(l, lower_expr(l, e->a));
		map_release(l, held);
		return old;
	}
	if (e->kind == EX_INCDEC && e->postfix) {
		old = lower_read(l, old_value(l, e->a));
		if (value_is_bad(&old))
			return old;
		old.ir = handler_temp(l, "old.", old.ir);
		lower_incdec(l, e);
		return old;
	}
	if (e->kind == EX_INCDEC)
		lower_incdec(l, e);
	else
		lower_assign(l, e);
	return lower_read(l, lower_expr(l, e->a));
}

/* An assignment inside of an expression: done when the expression comes to it. */
static struct value nested_assign(struct lower *l, const struct expr *e)
{
	struct ir *seq = ir_new(l->sema->a, IR_SEQ, e->span), *outer = l->at, *ir;
	struct value v;

	l->at = seq;
	v = nested_value(l, e);
	l->at = outer;
	if (value_is_bad(&v))
		return v;
	ir = ir_unary(l->sema->a, v.t.kind == TY_STRING ? IR_DOS : IR_DO, v.ir, e->span);
	ir->list = seq->list;
	ir->last = seq->last;
	return value_ir(v.t, ir);
}

struct ir *lower_effect(struct lower *l, const struct expr *e)
{
	struct name *n;
	struct value v;

	switch ((int)e->kind) {
	case EX_ASSIGN:
		lower_assign(l, e);
		return NULL;
	case EX_INCDEC:
		v = lower_incdec(l, e);
		if (!is_map_place(l, e->a) &&
		    (e->a->kind != EX_NAME || !name_find(l->sema, e->a->name)))
			return NULL;
		v.ir = changed_only(v.ir);
		return v.ir ? ir_unary(l->sema->a, IR_EVAL, v.ir, e->span) : NULL;
	case EX_CALL:
		n = name_find_any(l->sema, e->name);
		v = n && n->kind == NAME_FUNCTION ? lower_user_call(l, e, n->item, true) :
						    lower_call(l, e);
		if (value_is_bad(&v) || !v.ir)
			return NULL;
		if (v.t.kind == TY_VOID)
			return v.ir;
		diag(l->sema->d, TYPE_MISMATCH, e->span, "a statement", "something to do",
		     "a value that nobody uses");
		diag_hint(l->sema->d, "print it: println(…)");
		return NULL;
	}
	diag(l->sema->d, TYPE_MISMATCH, e->span, "a statement", "a call or an assignment",
	     "an expression without effect");
	return NULL;
}

/* ---- all of it ---- */

static struct value lower_kind(struct lower *l, const struct expr *e)
{
	switch (e->kind) {
	case EX_NUMBER:
		return lower_number_literal(l, e);
	case EX_STRING:
		return string_literal(l, e->text, e->text_len, e->span);
	case EX_NULL:
		return value_ir((struct type){ .kind = TY_PTR, .size = 8 },
				ir_const(l->sema->a, 0, e->span));
	case EX_NAME:
		return lower_name(l, e);
	case EX_CTX:
		return lower_ctx(l, e);
	case EX_AT:
		return lower_at(l, e);
	case EX_CALL:
		return lower_call(l, e);
	case EX_INDEX:
		return lower_index(l, e);
	case EX_MEMBER:
		return lower_member(l, e);
	case EX_UNARY:
		return lower_unary(l, e);
	case EX_BINARY:
		return lower_binary(l, e);
	case EX_COND:
		return lower_cond(l, e);
	case EX_CAST:
		return lower_cast(l, e);
	case EX_SIZEOF:
		return lower_sizeof(l, e);
	case EX_ASSIGN:
		return nested_assign(l, e);
	case EX_INCDEC:
		if (is_map_place(l, e->a) ||
		    (e->a->kind == EX_NAME && name_find(l->sema, e->a->name)))
			return lower_incdec(l, e);
		return nested_assign(l, e);
	case EX_IN:
		return lower_in(l, e);
	case EX_TUPLE:
		return lower_tuple(l, e);
	case EX_TYPE:
	case EX_STAR:
		diag(l->sema->d, TYPE_MISMATCH, e->span, "an argument", "a value",
		     e->kind == EX_TYPE ? "a type" : "`*'");
		return value_bad(e->span);
	}
	return value_bad(e->span);
}

struct value lower_expr(struct lower *l, const struct expr *e)
{
	struct value v;

	if (l->depth >= MAX_DEPTH) {
		diag(l->sema->d, TOO_DEEP, e->span, MAX_DEPTH);
		return value_bad(e->span);
	}
	l->depth++;
	v = lower_kind(l, e);
	l->depth--;
	v.span = e->span;
	l->sema->gave_up |= !l->first && value_is_bad(&v);
	return v;
}

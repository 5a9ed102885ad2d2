// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Operators: which IR operation the types of the operands ask for.
 *
 * Integers are 64 bits.  Only u64 makes a result u64; everything else is s64, since it fits.
 * Comparison is by mathematical value: s64 against u64 has operations of its own.
 */

#include <string.h>

#include "sema/lower.h"

static bool is_comparison(enum binary_op op)
{
	return op >= BIN_EQ && op <= BIN_GE;
}

/* ---- display types through arithmetic ---- */

static enum show show_of(enum binary_op op, struct type a, struct type b)
{
	bool time_a = a.show == SHOW_TIME, time_b = b.show == SHOW_TIME;

	if ((show_is_word(a.show) && a.show != SHOW_KSYM) || (show_is_word(b.show) && b.show != SHOW_KSYM))
		return SHOW_PLAIN;
	switch ((int)op) {
	case BIN_ADD:
	case BIN_SUB:
		if (time_a && time_b)
			return op == BIN_SUB ? SHOW_DURATION : SHOW_PLAIN;
		if (a.show == SHOW_ERRNO || b.show == SHOW_ERRNO || a.show == SHOW_CHAR)
			return SHOW_PLAIN;
		if (time_a && (!b.show || b.show == SHOW_DURATION))
			return SHOW_TIME;
		if (time_b)
			return op == BIN_ADD && (!a.show || a.show == SHOW_DURATION) ? SHOW_TIME
										     : SHOW_PLAIN;
		if (a.show && b.show && a.show != b.show)
			return SHOW_PLAIN;
		return a.show ? a.show : b.show;
	case BIN_MUL:
		if (a.show && b.show)
			return SHOW_PLAIN;
		if (a.show == SHOW_DURATION || a.show == SHOW_SIZE)
			return a.show;
		return b.show == SHOW_DURATION || b.show == SHOW_SIZE ? b.show : SHOW_PLAIN;
	case BIN_REM: /* what is left of a duration is one; how often one goes into another is not
		       */
		if (a.show == b.show && (a.show == SHOW_DURATION || a.show == SHOW_SIZE))
			return a.show;
		return !b.show && (a.show == SHOW_DURATION || a.show == SHOW_SIZE) ? a.show
										   : SHOW_PLAIN;
	case BIN_DIV:
		return !b.show && (a.show == SHOW_DURATION || a.show == SHOW_SIZE) ? a.show
										   : SHOW_PLAIN;
	}
	return SHOW_PLAIN;
}

/* ---- joining ---- */

static struct type join_integers(struct type a, bool a_const, struct type b, bool b_const)
{
	struct type t;

	if (a.kind == b.kind && a.kind != TY_INT && (a.kind == TY_BOOL || a.ktype == b.ktype))
		return a;
	t = type_int(8, !(type_is_u64(a) || type_is_u64(b)));
	if (a.show == b.show)
		t.show = a.show;
	else if (a_const && !a.show)
		t.show = b.show;
	else if (b_const && !b.show)
		t.show = a.show;
	return t;
}

struct type type_join(struct type a, bool a_const, struct type b, bool b_const)
{
	struct type none = { .kind = TY_NONE };

	if (type_is_integer(a) && type_is_integer(b))
		return join_integers(a, a_const, b, b_const);
	if (a.kind == TY_PTR && b.kind == TY_PTR) {
		/* NULL is everywhere, a void * anything in its own memory. */
		if (b_const || (!b.ktype && a.is_user == b.is_user))
			return a;
		if (a_const || (!a.ktype && a.is_user == b.is_user))
			return b;
		return a.ktype == b.ktype && a.is_user == b.is_user ? a : none;
	}
	if (a.kind == TY_PTR && type_is_integer(b) && b_const)
		return a;
	if (b.kind == TY_PTR && type_is_integer(a) && a_const)
		return b;
	if (a.kind == TY_STRING && b.kind == TY_STRING)
		return a.width > b.width ? a : b;
	if ((a.kind == TY_STRING && type_has_word(b)) || (b.kind == TY_STRING && type_has_word(a))) {
		a = a.kind == TY_STRING ? a : b;
		a.width = a.width > WORD_WIDTH ? a.width : WORD_WIDTH;
		return a;
	}
	if (a.kind == TY_TUPLE && b.kind == TY_TUPLE && a.width == b.width)
		return a;	/* of its parts each is joined by itself */
	if (a.kind == TY_SYMBOL && b.kind == TY_SYMBOL)
		return a;
	if (a.kind == TY_STACK && b.kind == TY_STACK && a.is_user == b.is_user && a.width == b.width)
		return a;
	return none;
}

/* ---- comparisons that cannot come out differently ---- */

static void range_of(struct type t, int64_t *lo, uint64_t *hi)
{
	unsigned bits = t.kind == TY_BOOL ? 1 : t.size * 8u;	/* a pointer: 64, unsigned */

	if (t.is_signed) {
		*lo = bits == 64 ? INT64_MIN : -((int64_t)1 << (bits - 1));
		*hi = ((uint64_t)1 << (bits - 1)) - 1;
	} else {
		*lo = 0;
		*hi = bits == 64 ? UINT64_MAX : ((uint64_t)1 << bits) - 1;
	}
}

/* a OP constant, for every a of its type: 1 always, 0 never, -1 it depends. */
static int always(enum binary_op op, struct type t, int64_t c, bool c_is_u64)
{
	bool negative = c < 0 && !c_is_u64, below, above, at_low, at_high;
	uint64_t hi;
	int64_t lo;

	range_of(t, &lo, &hi);
	below = negative && c < lo;			/* c is below every a */
	above = !negative && (uint64_t)c > hi;		/* c is above every a */
	at_low = c == lo && (lo < 0) == negative;
	at_high = !negative && (uint64_t)c == hi;
	if (!lo && negative)
		below = true;
	switch ((int)op) {
	case BIN_EQ:
		return below || above ? 0 : -1;
	case BIN_NE:
		return below || above ? 1 : -1;
	case BIN_LT:
		return above ? 1 : below || at_low ? 0 : -1;
	case BIN_LE:
		return above || at_high ? 1 : below ? 0 : -1;
	case BIN_GT:
		return below ? 1 : above || at_high ? 0 : -1;
	case BIN_GE:
		return below || at_low ? 1 : above ? 0 : -1;
	}
	return -1;
}

static enum binary_op mirrored(enum binary_op op)
{
	switch ((int)op) {
	case BIN_LT: return BIN_GT;
	case BIN_GT: return BIN_LT;
	case BIN_LE: return BIN_GE;
	case BIN_GE: return BIN_LE;
	}
	return op;
}

/* False after a diagnostic. */
static bool check_always(struct lower *l, enum binary_op op, const struct value *a,
			 const struct value *b, struct span span)
{
	bool const_a = a->ir->op == IR_CONST, const_b = b->ir->op == IR_CONST;
	int r = -1;

	if (const_a == const_b)
		return true;
	if (const_b)
		r = always(op, a->t, b->ir->imm, type_is_u64(b->t) || b->t.kind == TY_PTR);
	else
		r = always(mirrored(op), b->t, a->ir->imm,
			   type_is_u64(a->t) || a->t.kind == TY_PTR);
	if (r < 0)
		return true;
	diag(l->sema->d, ALWAYS, span, r ? "true" : "false");
	diag_hint(l->sema->d, "%s is %s", const_b ? "the left side" : "the right side",
		  a_type(l->sema, const_b ? a->t : b->t));
	return false;
}

/* ---- comparison ---- */

struct compare_ops {
	enum ir_op less, less_equal;
};

static struct ir *compare_ir(struct lower *l, enum binary_op op, struct ir *a, bool ua,
			     struct ir *b, bool ub, struct span span)
{
	/* By the signs of (left, right). */
	static const struct compare_ops ops[2][2] = {
		{ { IR_SLT, IR_SLE }, { IR_SULT, IR_SULE } },
		{ { IR_USLT, IR_USLE }, { IR_ULT, IR_ULE } },
	};
	struct arena *arena = l->sema->a;
	struct ir *r;

	switch ((int)op) {
	case BIN_EQ:
	case BIN_NE:
		if (ua == ub)
			return ir_binary(arena, op == BIN_EQ ? IR_EQ : IR_NE, a, b, span);
		r = ua ? ir_binary(arena, IR_SUEQ, b, a, span)
		       : ir_binary(arena, IR_SUEQ, a, b, span);
		return op == BIN_EQ ? r : ir_unary(arena, IR_NOT, r, span);
	case BIN_LT:
		return ir_binary(arena, ops[ua][ub].less, a, b, span);
	case BIN_LE:
		return ir_binary(arena, ops[ua][ub].less_equal, a, b, span);
	case BIN_GT:	/* a > b is !(a <= b): the operands stay in their order */
		return ir_unary(arena, IR_NOT, ir_binary(arena, ops[ua][ub].less_equal, a, b, span),
				span);
	case BIN_GE:
		return ir_unary(arena, IR_NOT, ir_binary(arena, ops[ua][ub].less, a, b, span),
				span);
	}
	return NULL;
}

/* A non-negative constant has either sign; a narrow unsigned type fits into s64. */
static bool as_unsigned(const struct value *v, const struct value *other)
{
	if (v->t.kind == TY_PTR)
		return true;
	if (v->ir->op == IR_CONST && !type_is_u64(v->t))
		return v->ir->imm >= 0 && (type_is_u64(other->t) || other->t.kind == TY_PTR);
	if (v->ir->op == IR_CONST)
		return v->ir->imm < 0 || type_is_u64(other->t) || other->t.kind == TY_PTR;
	if (!v->t.is_signed && v->t.size < 8)
		return type_is_u64(other->t) || other->t.kind == TY_PTR;
	return type_is_u64(v->t);
}

static struct value compare_strings(struct lower *l, enum binary_op op, struct value a,
				    struct value b, struct span span)
{
	struct arena *arena = l->sema->a;
	struct ir *cmp;

	string_hold(l, a.ir, a.t.width, b.ir);
	if (a.ir->op == IR_STRING && b.ir->op == IR_STRING)
		cmp = ir_const(arena, strcmp(a.ir->text, b.ir->text), span);
	else
		cmp = ir_binary(arena, IR_STRCMP, a.ir, b.ir, span);
	return value_ir((struct type){ .kind = TY_BOOL, .size = 1 },
			compare_ir(l, op, cmp, false, ir_const(arena, 0, span), false, span));
}

/* A symbol that is known at run time: is it one of those with this name? */
static struct ir *is_named(struct lower *l, const struct value *symbol, const char *name, struct span span)
{
	const struct program *p = l->sema->p;
	struct arena *a = l->sema->a;
	struct ir *any = NULL, *one, *held = handler_temp(l, "symbol.", symbol->ir);
	unsigned i;

	for (i = 0; i < p->nsymbols; i++) {
		if (strcmp(p->symbols[i], name))
			continue;
		one = arena_new(a, struct ir);
		*one = *held;
		one = ir_binary(a, IR_EQ, one, ir_const(a, i, span), span);
		any = any ? ir_binary(a, IR_OR, any, one, span) : one;
	}
	return any ? any : ir_const(a, 0, span);
}

/* The address of a function, which is known when the script runs. */
static struct ir *address_of(struct lower *l, const struct value *name)
{
	struct ir *ir = ir_new(l->sema->a, IR_GLOBAL, name->span);

	ir->imm = l->first ? 0 : symbol_global(l->sema, name->ir->text, name->span);
	return ir;
}

/* func() == "vfs_read": mostly both are known at compile time. */
static struct value compare_symbol(struct lower *l, enum binary_op op, struct value a,
				   struct value b, struct span span)
{
	const struct value *symbol = a.t.kind == TY_SYMBOL ? &a : &b;
	const struct value *text = symbol == &a ? &b : &a;
	struct arena *arena = l->sema->a;
	struct ir *equal;

	if (symbol->ir->op == IR_CONST && text->t.kind == TY_STRING)
		equal = ir_const(arena, !strcmp(l->sema->p->symbols[symbol->ir->imm], text->ir->text), span);
	else if (text->t.kind == TY_STRING && symbol->ir->op == IR_FUNC)
		equal = ir_binary(arena, IR_EQ, symbol->ir, address_of(l, text), span);
	else if (text->t.kind == TY_STRING && symbol->ir->op == IR_HIT)
		equal = ir_binary(arena, IR_EQ, symbol->ir,
				  ir_const(arena, symbol_number(l->sema, text->ir->text), span), span);
	else if (text->t.kind == TY_STRING)
		equal = is_named(l, symbol, text->ir->text, span);
	else if (symbol->ir->op == IR_CONST && text->ir->op == IR_CONST)
		equal = ir_const(arena, symbol->ir->imm == text->ir->imm, span);
	else
		equal = ir_binary(arena, IR_EQ, symbol->ir, text->ir, span);
	if (op == BIN_NE)
		equal = equal->op == IR_CONST ? ir_const(arena, !equal->imm, span) :
						ir_unary(arena, IR_NOT, equal, span);
	return value_ir((struct type){ .kind = TY_BOOL, .size = 1 }, equal);
}

/* func() == "vfs_read": without a string. */
static bool compares_names(enum binary_op op, const struct value *a, const struct value *b)
{
	const struct value *text = a->t.kind == TY_STRING ? a : b;

	return (op == BIN_EQ || op == BIN_NE) && (a->t.kind == TY_SYMBOL || b->t.kind == TY_SYMBOL) &&
	       text->ir->op == IR_STRING;
}

static struct value compare(struct lower *l, enum binary_op op, struct value a, struct value b,
			    struct span span, struct span op_span)
{
	struct type result = { .kind = TY_BOOL, .size = 1 };

	if (!compares_names(op, &a, &b) && words_to_strings(l, &a, &b))
		return compare_strings(l, op, a, b, span);
	if (op != BIN_EQ && op != BIN_NE && a.t.kind == TY_SYMBOL && b.t.kind == TY_SYMBOL)
		return compare_strings(l, op, word_string(l, a), word_string(l, b), span);
	/* Two stacks are one when they have one place. */
	if (a.t.kind == TY_STACK && (op == BIN_EQ || op == BIN_NE) &&
	    type_join(a.t, false, b.t, false).kind == TY_STACK)
		return value_ir(result, compare_ir(l, op, a.ir, true, b.ir, true, span));
	if ((a.t.kind == TY_SYMBOL && (b.t.kind == TY_STRING || b.t.kind == TY_SYMBOL)) ||
	    (b.t.kind == TY_SYMBOL && a.t.kind == TY_STRING))
		return compare_symbol(l, op, a, b, span);
	if ((a.t.kind == TY_STRING) != (b.t.kind == TY_STRING)) {
		const struct value *other = a.t.kind == TY_STRING ? &b : &a;

		if (other->t.kind == TY_PTR) {
			diag(l->sema->d, NEEDS_STRING, other->span, type_text(l->sema, other->t));
			diag_hint(l->sema->d, "%s(…)", other->t.is_user ? "user_string" : "string");
		} else {
			diag(l->sema->d, TYPE_MISMATCH, op_span, binary_op_text(op),
			     "two strings or two numbers",
			     arena_printf(l->sema->a, "%s and %s", a_type(l->sema, a.t),
					  a_type(l->sema, b.t)));
		}
		return value_bad(span);
	}
	a.ir = lower_number(l, a, binary_op_text(op));
	b.ir = lower_number(l, b, binary_op_text(op));
	if (!a.ir || !b.ir || !check_always(l, op, &a, &b, span))
		return value_bad(span);
	return value_ir(result, compare_ir(l, op, a.ir, as_unsigned(&a, &b), b.ir,
					   as_unsigned(&b, &a), span));
}

/* ---- arithmetic ---- */

static enum ir_op arithmetic_op(enum binary_op op, bool u, bool left_u)
{
	switch (op) {
	case BIN_OR: return IR_OR;
	case BIN_XOR: return IR_XOR;
	case BIN_AND: return IR_AND;
	case BIN_SHL: return IR_SHL;
	case BIN_SHR: return left_u ? IR_SHR : IR_SAR;
	case BIN_ADD: return IR_ADD;
	case BIN_SUB: return IR_SUB;
	case BIN_MUL: return IR_MUL;
	case BIN_DIV: return u ? IR_UDIV : IR_SDIV;
	case BIN_REM: return u ? IR_UREM : IR_SREM;
	case BIN_NONE:
	case BIN_OROR:
	case BIN_ANDAND:
	case BIN_EQ:
	case BIN_NE:
	case BIN_LT:
	case BIN_GT:
	case BIN_LE:
	case BIN_GE:
		break;
	}
	return IR_CONST;	/* not arithmetic */
}

static int64_t element_size(struct lower *l, struct type pointer)
{
	uint64_t size = ktype_of(l->sema, pointer.ktype).size;

	return size ? (int64_t)size : 1;	/* void */
}

/* p + n counts in elements, as in C. */
static struct value pointer_arithmetic(struct lower *l, enum binary_op op, struct value p,
				       struct ir *n, bool n_first, struct span span)
{
	struct arena *arena = l->sema->a;
	struct ir *base = lower_number(l, p, binary_op_text(op));

	if (!base)
		return value_bad(span);
	n = ir_binary(arena, IR_MUL, n, ir_const(arena, element_size(l, p.t), span), span);
	return value_ir(p.t, n_first ? ir_binary(arena, IR_ADD, n, base, span) :
			ir_binary(arena, op == BIN_ADD ? IR_ADD : IR_SUB, base, n, span));
}

static struct value pointer_difference(struct lower *l, struct value a, struct value b,
				       struct span span)
{
	struct ir *x = lower_number(l, a, "-"), *y = lower_number(l, b, "-");
	struct arena *arena = l->sema->a;
	struct ir *bytes;

	if (!x || !y)
		return value_bad(span);
	bytes = ir_binary(arena, IR_SUB, x, y, span);
	if (element_size(l, a.t) == 1)
		return value_ir(type_int(8, true), bytes);
	return value_ir(type_int(8, true),
			ir_binary(arena, IR_SDIV, bytes,
				  ir_const(arena, element_size(l, a.t), span), span));
}

static bool divides(enum binary_op op)
{
	return op == BIN_DIV || op == BIN_REM;
}

static struct value join_literals(struct lower *l, const struct ir *a, const struct ir *b, struct span span)
{
	struct ir *ir = ir_new(l->sema->a, IR_STRING, span);
	struct type t;

	ir->text = arena_printf(l->sema->a, "%s%s", a->text, b->text);
	t = type_string((uint32_t)strlen(ir->text) + 1);
	ir->imm = t.width;
	return value_ir(t, ir);
}

static struct value join_strings(struct lower *l, struct value a, struct value b, struct span span)
{
	struct type t = type_string(a.t.width + b.t.width);
	struct ir *ir;

	if (t.width > STRING_MAX) {
		diag(l->sema->d, TOO_MANY, span, STRING_MAX - 1, "bytes in a string");
		diag_hint(l->sema->d, "string(…, 200) has no more than 200 bytes of a part; what is joined to itself grows");
		return value_bad(span);
	}
	if (a.ir->op == IR_STRING && b.ir->op == IR_STRING)
		return join_literals(l, a.ir, b.ir, span);
	string_hold(l, a.ir, a.t.width, b.ir);
	ir = ir_binary(l->sema->a, IR_STRCAT, a.ir, b.ir, span);
	ir->slot = handler_slot(l, t.width);
	return value_ir(t, ir);
}

static struct value arithmetic(struct lower *l, enum binary_op op, struct value a, struct value b,
			       struct span span)
{
	bool const_b, u;
	struct type t;
	struct ir *ir;

	if (op == BIN_ADD && words_to_strings(l, &a, &b))
		return join_strings(l, a, b, span);
	if (a.t.kind == TY_STRING || b.t.kind == TY_STRING) {
		diag(l->sema->d, TYPE_MISMATCH, a.t.kind == TY_STRING ? a.span : b.span,
		     binary_op_text(op), "numbers", "a string");
		return value_bad(span);
	}
	if (a.t.kind == TY_PTR && type_is_integer(b.t) && (op == BIN_ADD || op == BIN_SUB)) {
		ir = lower_number(l, b, binary_op_text(op));
		return ir ? pointer_arithmetic(l, op, a, ir, false, span) : value_bad(span);
	}
	if (b.t.kind == TY_PTR && type_is_integer(a.t) && op == BIN_ADD) {
		ir = lower_number(l, a, binary_op_text(op));
		return ir ? pointer_arithmetic(l, op, b, ir, true, span) : value_bad(span);
	}
	if (a.t.kind == TY_PTR && b.t.kind == TY_PTR && op == BIN_SUB && a.t.ktype == b.t.ktype)
		return pointer_difference(l, a, b, span);
	if (a.t.kind == TY_PTR)
		a.t = (struct type){ .kind = TY_INT, .size = 8 };
	if (b.t.kind == TY_PTR)
		b.t = (struct type){ .kind = TY_INT, .size = 8 };
	a.ir = lower_number(l, a, binary_op_text(op));
	b.ir = lower_number(l, b, binary_op_text(op));
	if (!a.ir || !b.ir)
		return value_bad(span);
	const_b = b.ir->op == IR_CONST;
	if (divides(op) && const_b && !b.ir->imm) {
		diag(l->sema->d, CONST_DIV_ZERO, b.span);
		return value_bad(span);
	}
	u = type_is_u64(a.t) || type_is_u64(b.t);
	if (op == BIN_SHL || op == BIN_SHR)
		u = type_is_u64(a.t);
	t = type_int(8, !u);
	t.show = show_of(op, a.t, b.t);
	ir = ir_binary(l->sema->a, arithmetic_op(op, u, type_is_u64(a.t)), a.ir, b.ir, span);
	if (divides(op) && ir->op != IR_CONST && !const_b && !l->first)
		ir->site = site_add(l->sema, SITE_FAULT, FAULT_DIVIDE, b.span, l->probe->id);
	return value_ir(t, ir);
}

/*
 * m[k] = m[j] + 1: while types are learnt, what nobody knows yet is like the other side, or nothing
 * would ever be known of it.
 */
struct value like_known_side(struct lower *l, struct value a, struct value b, struct span span)
{
	struct value v = lower_read(l, value_is_bad(&a) ? b : a);

	if (l->sema->learning && !value_is_bad(&v) &&
	    (type_is_integer(v.t) || v.t.kind == TY_STRING))
		return v;
	return value_bad(span);
}

struct value binary_values(struct lower *l, enum binary_op op, struct value a, struct value b,
			   struct span span, struct span op_span)
{
	struct value v;

	if (value_is_bad(&a) || value_is_bad(&b))
		return is_comparison(op) ? value_bad(span) : like_known_side(l, a, b, span);
	a = lower_read(l, a);
	b = lower_read(l, b);
	if (value_is_bad(&a) || value_is_bad(&b))
		return value_bad(span);
	v = is_comparison(op) ? compare(l, op, a, b, span, op_span) : arithmetic(l, op, a, b, span);
	v.span = span;
	return v;
}

static void warn_precedence(struct lower *l, const struct expr *e, const struct expr *side)
{
	if ((e->op == BIN_AND || e->op == BIN_OR || e->op == BIN_XOR) && side->kind == EX_BINARY &&
	    !side->parens && is_comparison((enum binary_op)side->op) && !l->first)
		diag(l->sema->d, AND_BEFORE_COMPARE, e->op_span,
		     binary_op_text((enum binary_op)e->op),
		     binary_op_text((enum binary_op)side->op));
}

static struct value lower_logic(struct lower *l, const struct expr *e)
{
	struct ir *a = lower_condition(l, e->a), *b;
	struct flow before = l->flow, when_true = l->when_true;

	l->when_true = before;
	/* @defined($x) && $x->y: what the target decides. */
	if (a && a->op == IR_CONST && !a->imm == (e->op == BIN_ANDAND) && depends_on_target(e->a))
		return value_ir((struct type){ .kind = TY_BOOL, .size = 1 }, a);
	if (e->op == BIN_ANDAND)
		l->flow = when_true;
	b = lower_condition(l, e->b);
	if (e->op == BIN_OROR)
		l->when_true = before;
	l->flow = before;	/* the right side may not have run */
	if (!a || !b)
		return value_bad(e->span);
	return value_ir(
		(struct type){.kind = TY_BOOL, .size = 1},
		ir_binary(l->sema->a, e->op == BIN_ANDAND ? IR_ANDAND : IR_OROR, a, b, e->span));
}

struct value lower_binary(struct lower *l, const struct expr *e)
{
	struct value a, b;

	if (e->op == BIN_ANDAND || e->op == BIN_OROR)
		return lower_logic(l, e);
	warn_precedence(l, e, e->a);
	warn_precedence(l, e, e->b);
	a = lower_expr(l, e->a);
	b = lower_expr(l, e->b);
	return binary_values(l, (enum binary_op)e->op, a, b, e->span, e->op_span);
}

struct value lower_unary(struct lower *l, const struct expr *e)
{
	struct arena *arena = l->sema->a;
	struct type t;
	struct value v;
	struct ir *ir;

	if (e->op == UN_DEREF)
		return lower_deref(l, lower_expr(l, e->a), e->span);
	if (e->op == UN_ADDR)
		return lower_address(l, e);
	if (e->op == UN_NOT) {
		ir = lower_condition(l, e->a);
		return ir ? value_ir((struct type){ .kind = TY_BOOL, .size = 1 },
				     ir_unary(arena, IR_NOT, ir, e->span)) : value_bad(e->span);
	}
	v = lower_expr(l, e->a);
	ir = lower_number(l, v, unary_op_text((enum unary_op)e->op));
	if (!ir)
		return value_bad(e->span);
	t = type_int(8, !type_is_u64(v.t) && v.t.kind != TY_PTR);
	t.show = e->op == UN_COMPL ? SHOW_PLAIN : v.t.show;
	if (e->op == UN_PLUS)
		return value_ir(t, ir);
	/* -9223372036854775808 is written as a number above the largest s64. */
	if (e->op == UN_NEG && ir->op == IR_CONST)
		t.is_signed = true;
	return value_ir(t, ir_unary(arena, e->op == UN_NEG ? IR_NEG : IR_COMPL, ir, e->span));
}

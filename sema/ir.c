// SPDX-License-Identifier: GPL-2.0-or-later
/* See ir.h: the table of operations, and the makers of nodes.  Makers fold constants. */

#include "sema/ir.h"

#include <stddef.h>

#define FAULT IR_FAULT
#define EFFECT IR_EFFECT
#define KERNEL IR_KERNEL
#define USER IR_USER
#define STEADY IR_STEADY
#define CALLS IR_CALLS

const struct ir_info ir_info[IR_COUNT] = {
#define IR(name, signature, flags, doc) [IR_##name] = { #name, signature, flags },
#include "sema/ir.def"
#undef IR
};

void ir_walk(struct ir *i, void (*fn)(struct ir *i, void *arg), void *arg)
{
	unsigned n;

	fn(i, arg);
	for (n = 0; n < 3; n++)
		if (i->arg[n])
			ir_walk(i->arg[n], fn, arg);
	for_each_ir(child, i->list)
		ir_walk(child, fn, arg);
}

char ir_class(const struct ir *i)
{
	return ir_info[i->op].signature[0];
}

bool ir_is_steady(const struct ir *i)
{
	unsigned flags = ir_info[i->op].flags, n;

	if (flags & IR_STEADY)
		return true;
	if (flags || ir_class(i) != 'l' || i->list || !i->arg[0])
		return false;
	for (n = 0; n < 3 && i->arg[n]; n++)
		if (!ir_is_steady(i->arg[n]))
			return false;
	return true;
}

struct ir *ir_new(struct arena *a, enum ir_op op, struct span span)
{
	struct ir *i = arena_new(a, struct ir);

	i->op = op;
	i->span = span;
	return i;
}

struct ir *ir_const(struct arena *a, int64_t value, struct span span)
{
	struct ir *i = ir_new(a, IR_CONST, span);

	i->imm = value;
	return i;
}

static bool fold_unary(enum ir_op op, uint64_t a, int64_t *out)
{
	switch ((int)op) {
	case IR_NEG: *out = (int64_t)(0 - a); return true;
	case IR_COMPL: *out = (int64_t)~a; return true;
	case IR_NOT: *out = !a; return true;
	case IR_BOOL: *out = !!a; return true;
	}
	return false;
}

static bool fold_division(enum ir_op op, uint64_t a, uint64_t b, int64_t *out)
{
	int64_t sa = (int64_t)a, sb = (int64_t)b;

	if (!b)
		return false;
	switch ((int)op) {
	case IR_UDIV: *out = (int64_t)(a / b); return true;
	case IR_UREM: *out = (int64_t)(a % b); return true;
	case IR_SDIV: *out = sb == -1 ? (int64_t)(0 - a) : sa / sb; return true;
	case IR_SREM: *out = sb == -1 ? 0 : sa % sb; return true;
	}
	return false;
}

/* A division by zero is left to run time: sema reports a constant zero itself. */
static bool fold_binary(enum ir_op op, uint64_t a, uint64_t b, int64_t *out)
{
	int64_t sa = (int64_t)a, sb = (int64_t)b;

	switch ((int)op) {
	case IR_ADD: *out = (int64_t)(a + b); return true;
	case IR_SUB: *out = (int64_t)(a - b); return true;
	case IR_MUL: *out = (int64_t)(a * b); return true;
	case IR_AND: *out = (int64_t)(a & b); return true;
	case IR_OR: *out = (int64_t)(a | b); return true;
	case IR_XOR: *out = (int64_t)(a ^ b); return true;
	case IR_SHL: *out = (int64_t)(a << (b & 63)); return true;
	case IR_SHR: *out = (int64_t)(a >> (b & 63)); return true;
	case IR_SAR: *out = sa >> (b & 63); return true;
	case IR_EQ: *out = a == b; return true;
	case IR_NE: *out = a != b; return true;
	case IR_SLT: *out = sa < sb; return true;
	case IR_SLE: *out = sa <= sb; return true;
	case IR_ULT: *out = a < b; return true;
	case IR_ULE: *out = a <= b; return true;
	case IR_SULT: *out = sa < 0 || a < b; return true;
	case IR_SULE: *out = sa < 0 || a <= b; return true;
	case IR_USLT: *out = sb >= 0 && a < b; return true;
	case IR_USLE: *out = sb >= 0 && a <= b; return true;
	case IR_SUEQ: *out = sa >= 0 && a == b; return true;
	case IR_ANDAND: *out = a && b; return true;
	case IR_OROR: *out = a || b; return true;
	}
	return fold_division(op, a, b, out);
}

struct ir *ir_unary(struct arena *a, enum ir_op op, struct ir *x, struct span span)
{
	struct ir *i;
	int64_t v;

	if (x->op == IR_CONST && fold_unary(op, (uint64_t)x->imm, &v))
		return ir_const(a, v, span);
	i = ir_new(a, op, span);
	i->arg[0] = x;
	return i;
}

struct ir *ir_binary(struct arena *a, enum ir_op op, struct ir *x, struct ir *y, struct span span)
{
	struct ir *i;
	int64_t v;

	if (x->op == IR_CONST && y->op == IR_CONST &&
	    fold_binary(op, (uint64_t)x->imm, (uint64_t)y->imm, &v))
		return ir_const(a, v, span);
	i = ir_new(a, op, span);
	i->arg[0] = x;
	i->arg[1] = y;
	return i;
}

void ir_append(struct ir *seq, struct ir *stmt)
{
	if (seq->last)
		seq->last->next = stmt;
	else
		seq->list = stmt;
	seq->last = stmt;
}

struct reads {
	bool user, stack;
};

static void note_reads(struct ir *i, void *arg)
{
	struct reads *r = arg;

	r->user |= i->op == IR_STRUSER || ((i->op == IR_PEEK || i->op == IR_BUF) && i->aux) || i->op == IR_USDT;
	r->stack |= i->op == IR_STACK;
}

/* Kernels let no program that sleeps take stacks. */
bool probe_sleeps(const struct probe *p)
{
	struct reads r = { false, false };

	if (!p->user)
		return false;
	if (p->entry)
		ir_walk(p->entry->body, note_reads, &r);
	if (p->exit)
		ir_walk(p->exit->body, note_reads, &r);
	return r.user && !r.stack;
}

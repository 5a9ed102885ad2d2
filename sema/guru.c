// SPDX-License-Identifier: GPL-2.0-or-later
/* See guru.h. */

#include "sema/guru.h"

#include <string.h>

static bool is_return(const struct expr *e)
{
	return e->kind == EX_CTX && !strcmp(e->name, "return");
}

/* A parameter, at the entry of a function. */
static bool is_param(const struct lower *l, const struct expr *e)
{
	return e->kind == EX_CTX && !is_return(e) && !is_context_list(e) && l->side == SIDE_ENTRY &&
	       l->probe->kind == PROBE_FPROBE;
}

/* Maps have been asked for before. */
static bool is_memory(const struct expr *e)
{
	return e->kind == EX_MEMBER || e->kind == EX_INDEX;
}

bool guru_may_write(const struct lower *l, const struct expr *target)
{
	return l->sema->target->guru && (is_return(target) || is_memory(target) || is_param(l, target));
}

void guru_hint(struct lower *l, const struct expr *target)
{
	if (is_return(target) || is_memory(target) || is_param(l, target))
		diag_hint(l->sema->d, "--guru --backend=module would allow it");
}

/* NULL: it can be written. */
static const char *why_not(const struct value *place)
{
	if (place->t.kind == TY_STRUCT || place->t.kind == TY_ARRAY)
		return "only integers and pointers are written";
	if (!place->chain || !place->chain->is_open)
		return "it is no memory of the kernel's";
	if (place->chain->user)
		return "it is a process's memory";
	return place->chain->open.bits ? "it is a bit-field" : NULL;
}

static struct ir *store(struct lower *l, const struct expr *target, const struct value *place, struct ir *number)
{
	const char *why = why_not(place);
	struct ir *ir;

	if (why) {
		diag(l->sema->d, GURU_PLACE, target->span, why);
		return NULL;
	}
	ir = ir_binary(l->sema->a, IR_STORE, chain_address(l, place, false), number, target->span);
	ir->imm = place->chain->open.size;
	ir->site = fault_site(l, FAULT_ADDRESS, target->span);
	return ir;
}

/* The argument slot that a parameter was read from, below what made it narrower. */
static const struct ir *slot_of(const struct ir *i)
{
	while (i && i->op != IR_ARG && i->op != IR_ARGP)
		i = i->arg[0];
	return i;
}

static struct ir *set_argument(struct lower *l, const struct expr *target, struct value *place, struct ir *number)
{
	struct value plain = lower_read(l, *place);
	const struct ir *slot = slot_of(plain.ir);
	struct ir *ir;

	if (!slot || strcmp(l->sema->target->arch, "x86_64")) {
		diag(l->sema->d, GURU_PLACE, target->span,
		     slot ? "parameters are written on x86_64 only" : "it is in no register");
		return NULL;
	}
	ir = ir_unary(l->sema->a, IR_SETARG, number, target->span);
	ir->imm = slot->imm;
	*place = plain;
	return ir;
}

struct value guru_assign(struct lower *l, const struct expr *target, struct value v, struct span span)
{
	struct value place = lower_expr(l, target);
	struct ir *number, *ir;

	if (value_is_bad(&place) || value_is_bad(&v))
		return value_bad(span);
	number = lower_number(l, v, "what is written");
	if (!number)
		return value_bad(span);
	ir = is_return(target)	  ? ir_unary(l->sema->a, IR_SETRET, number, span) :
	     is_param(l, target) ? set_argument(l, target, &place, number) :
				   store(l, target, &place, number);
	if (!ir)
		return value_bad(span);
	ir_append(l->at, ir_unary(l->sema->a, IR_EVAL, ir, span));
	return place;
}

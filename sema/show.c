// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Numbers that show as words, where a string is wanted: joined to one, an arm of ?: beside one, in a
 * variable or a map that holds strings, compared with one, %s of sprintf().  Elsewhere they stay numbers,
 * which is cheaper, and the host finds the word.
 */

#include <string.h>

#include "sema/lower.h"

static bool names_of(struct type t, enum ir_names *names)
{
	if (t.kind == TY_SYMBOL) {
		*names = NAMES_SYMBOL;
		return true;
	}
	if (t.kind != TY_INT)
		return false;
	*names = t.show == SHOW_ERROR ? NAMES_ERROR : t.show == SHOW_SIGNAL ? NAMES_SIGNAL : NAMES_ADDRESS;
	return t.show == SHOW_ERROR || t.show == SHOW_SIGNAL || t.show == SHOW_KSYM;
}

bool type_has_word(struct type t)
{
	enum ir_names names;

	return names_of(t, &names);
}

static struct value literal(struct lower *l, const char *text, struct span span)
{
	struct ir *ir = ir_new(l->sema->a, IR_STRING, span);
	struct type t = type_string((uint32_t)strlen(text) + 1);

	ir->text = text;
	ir->imm = t.width;
	return value_ir(t, ir);
}

struct value word_string(struct lower *l, struct value v)
{
	const struct program *p = l->sema->p;
	struct value to;
	enum ir_names names;
	struct ir *ir;

	if (value_is_bad(&v) || !names_of(v.t, &names))
		return v;
	if (names == NAMES_SYMBOL && v.ir->op == IR_CONST && v.ir->imm >= 0 && v.ir->imm < p->nsymbols)
		to = literal(l, p->symbols[v.ir->imm], v.span);
	else {
		ir = ir_unary(l->sema->a, IR_STRNAME, v.ir, v.span);
		if (v.t.kind == TY_INT)
			ir->arg[0] = convert_int(l, v.ir, v.t, type_int(8, true));
		ir->aux = names;
		ir->slot = handler_slot(l, WORD_WIDTH);
		to = value_ir(type_string(WORD_WIDTH), ir);
	}
	to.span = v.span;
	return to;
}

bool words_to_strings(struct lower *l, struct value *a, struct value *b)
{
	if (a->t.kind == TY_STRING && type_has_word(b->t))
		*b = word_string(l, *b);
	else if (b->t.kind == TY_STRING && type_has_word(a->t))
		*a = word_string(l, *a);
	return a->t.kind == TY_STRING && b->t.kind == TY_STRING;
}

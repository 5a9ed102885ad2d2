// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Macro constants that BTF does not have (errno, signals, flags), and the evaluation of constant
 * expressions outside of handlers.
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "sema/lower.h"

static const struct {
	const char *name;
	int64_t value;
} constants[] = {
#define C(name) { #name, name },
#include "sema/constants.def"
#undef C
};

bool constant_find(const char *name, int64_t *value)
{
	size_t i;

	for (i = 0; i < sizeof(constants) / sizeof(*constants); i++)
		if (!strcmp(constants[i].name, name)) {
			*value = constants[i].value;
			return true;
		}
	return false;
}

void constants_offer(struct nearest *near)
{
	size_t i;

	for (i = 0; i < sizeof(constants) / sizeof(*constants); i++)
		nearest_offer(near, constants[i].name);
}

/*
 * A constant expression is lowered as in a handler of no probe; makers of IR fold, so what is
 * constant comes out as one.
 */
bool constant_eval(struct sema *s, const struct expr *e, struct type *t, int64_t *value,
		   const char **text)
{
	static const struct context nowhere = { .where = "a constant", .is_constant = true };
	struct handler h = { 0 };
	struct probe probe = { 0 };
	struct locals *locals = arena_new(s->a, struct locals);
	struct lower l = { .sema = s, .probe = &probe, .h = &h, .ctx = &nowhere, .locals = locals };
	struct expansion none = { 0 };
	struct value v;

	l.fn = &none;
	l.at = ir_new(s->a, IR_SEQ, e->span);
	v = lower_expr(&l, e);
	if (value_is_bad(&v))
		return false;
	*t = v.t;
	*text = NULL;
	*value = 0;
	if (v.t.kind == TY_STRING && v.ir && v.ir->op == IR_STRING) {
		*text = v.ir->text;
		return true;
	}
	if (value_constant(&v, value))
		return true;
	diag(s->d, TYPE_MISMATCH, e->span, "a constant", "a literal or an expression of literals",
	     "something that changes");
	return false;
}

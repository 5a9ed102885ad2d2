// SPDX-License-Identifier: GPL-2.0-or-later
/* Every expression of a handler, as it stands in the tree. */

#include "sema/lower.h"

static void walk_expr(const struct expr *e, expr_fn *fn, void *arg)
{
	if (!e || !fn(arg, e))
		return;
	for_each_expr(one, e->args)
		walk_expr(one, fn, arg);
	walk_expr(e->a, fn, arg);
	walk_expr(e->b, fn, arg);
	walk_expr(e->c, fn, arg);
}

static void walk_stmts(const struct stmt *first, expr_fn *fn, void *arg)
{
	for (const struct stmt *st = first; st; st = st->next) {
		walk_expr(st->e, fn, arg);
		walk_expr(st->value, fn, arg);
		walk_stmts(st->init, fn, arg);
		walk_stmts(st->step, fn, arg);
		walk_stmts(st->body, fn, arg);
		walk_stmts(st->other, fn, arg);
	}
}

void steps_walk(const struct step *steps, expr_fn *fn, void *arg)
{
	for (; steps; steps = steps->next) {
		walk_expr(steps->cond, fn, arg);
		walk_stmts(steps->block, fn, arg);
	}
}

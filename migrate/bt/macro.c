// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See ast.h: macros, which are put in where they are used.
 *
 * A parameter $x stands for a variable, @x for a map, and any other for an expression.  Other
 * variables of a macro are its own: where the probe has one of the name, they get another.  What a
 * macro becomes has the place of its use.
 */

#include <string.h>

#include "migrate/bt/ast.h"

#define MAX_USES 16 /* of macros inside of macros */
#define MAX_PARTS 5000 /* expressions and statements that all uses of macros become */

struct expansion {
	struct migration *m;
	struct arena *a;
	const struct bt_item *items;
	unsigned depth, parts;
	const struct bt_item *probe;
	/* The use at hand. */
	const struct bt_item *macro;
	const struct bt_expr *args;
	struct span span;
	bool failed;
};

static struct bt_expr *copy_list(struct expansion *x, const struct bt_expr *e);
static struct bt_stmt *copy_stmts(struct expansion *x, const struct bt_stmt *s);
static void expand_stmts(struct expansion *x, struct bt_stmt *s);

static bool spend(struct expansion *x)
{
	if (++x->parts > MAX_PARTS && !x->failed) {
		diag(&x->m->s->diags, OLD_TOO_MANY, x->span, "bpftrace", (unsigned)MAX_PARTS,
		     "expressions and statements of macros");
		x->failed = true;
	}
	return !x->failed;
}

/* ---- names ---- */

static const struct bt_expr *argument(const struct expansion *x, const struct bt_expr *e)
{
	const struct bt_expr *param = x->macro ? x->macro->params : NULL, *arg = x->args;

	for (; param && arg; param = param->next, arg = arg->next)
		if (param->kind == e->kind && !strcmp(param->name, e->name))
			return arg;
	return NULL;
}

static bool names_in_expr(const struct bt_expr *e, const char *name)
{
	for (; e; e = e->next)
		if ((e->kind == BT_VAR && !strcmp(e->name, name)) || names_in_expr(e->a, name) ||
		    names_in_expr(e->b, name) || names_in_expr(e->c, name) ||
		    names_in_expr(e->args, name))
			return true;
	return false;
}

static bool names_in_stmts(const struct bt_stmt *s, const char *name)
{
	for (; s; s = s->next)
		if ((s->name && !strcmp(s->name, name)) || names_in_expr(s->a, name) ||
		    names_in_expr(s->b, name) || names_in_expr(s->e, name) ||
		    names_in_stmts(s->body, name) || names_in_stmts(s->other, name))
			return true;
	return false;
}

/* A variable of the macro's own. */
static const char *own_name(struct expansion *x, const char *name)
{
	while (x->macro && names_in_stmts(x->probe->body, name))
		name = arena_printf(x->a, "%s_", name);
	return name;
}

/* ---- copies ---- */

static struct bt_expr *copy_expr(struct expansion *x, const struct bt_expr *e)
{
	const struct bt_expr *arg = NULL;
	struct bt_expr *c;

	if (!e || !spend(x))
		return NULL;
	c = arena_new(x->a, struct bt_expr);
	if (e->kind == BT_VAR || e->kind == BT_MAP || e->kind == BT_NAME)
		arg = argument(x, e);
	*c = arg && !e->has_key ? *arg : *e;
	if (arg && e->has_key) /* @m[k] of a parameter @m */
		c->name = arg->name;
	c->span = x->span;
	c->next = NULL;
	if (arg && !e->has_key) {
		c->parens = arg->kind == BT_BINARY || arg->kind == BT_COND;
		return c;
	}
	if (e->kind == BT_VAR)
		c->name = c->text = own_name(x, e->name);
	c->a = copy_expr(x, e->a);
	c->b = copy_expr(x, e->b);
	c->c = copy_expr(x, e->c);
	c->args = copy_list(x, e->args);
	return c;
}

static struct bt_expr *copy_list(struct expansion *x, const struct bt_expr *e)
{
	struct bt_expr *first = NULL, **last = &first;

	for (; e && !x->failed; e = e->next) {
		*last = copy_expr(x, e);
		if (*last)
			last = &(*last)->next;
	}
	return first;
}

static struct bt_stmt *copy_stmts(struct expansion *x, const struct bt_stmt *s)
{
	struct bt_stmt *first = NULL, **last = &first, *c;

	for (; s && spend(x); s = s->next) {
		c = arena_new(x->a, struct bt_stmt);
		*c = *s;
		c->span = x->span;
		c->next = NULL;
		c->name = s->name ? own_name(x, s->name) : NULL;
		c->a = copy_list(x, s->a);
		c->b = copy_list(x, s->b);
		c->e = copy_list(x, s->e);
		c->body = copy_stmts(x, s->body);
		c->other = copy_stmts(x, s->other);
		*last = c;
		last = &c->next;
	}
	return first;
}

/* ---- uses ---- */

static unsigned length(const struct bt_expr *list)
{
	unsigned n = 0;

	for (; list; list = list->next)
		n++;
	return n;
}

static const struct bt_item *macro_of(const struct expansion *x, const struct bt_expr *e)
{
	const struct bt_item *i;

	if (!e || (e->kind != BT_CALL && e->kind != BT_NAME))
		return NULL;
	for (i = x->items; i; i = i->next)
		if (i->kind == BTI_MACRO && !strcmp(i->name, e->name) &&
		    length(i->params) == length(e->args))
			return i;
	return NULL;
}

static void enter(struct expansion *x, const struct bt_item *macro, const struct bt_expr *use)
{
	if (x->depth++ == MAX_USES && !x->failed) {
		diag(&x->m->s->diags, OLD_TOO_DEEP, use->span, "bpftrace", (unsigned)MAX_USES);
		x->failed = true;
	}
	x->macro = macro;
	x->args = use->args;
	x->span = use->span;
}

static void leave(struct expansion *x)
{
	x->depth--;
	x->macro = NULL;
}

/* A macro that is one expression is a value; others are none, and such a use is refused later. */
static void expand_expr(struct expansion *x, struct bt_expr *e)
{
	for (; e && !x->failed; e = e->next) {
		const struct bt_item *macro = macro_of(x, e);
		struct bt_expr *value, *next = e->next;

		expand_expr(x, e->a);
		expand_expr(x, e->b);
		expand_expr(x, e->c);
		expand_expr(x, e->args);
		if (!macro)
			continue;
		if (!macro->body || macro->body->next || macro->body->kind != BTS_EXPR) {
			e->kind = BT_CALL;
			continue;
		}
		enter(x, macro, e);
		value = copy_expr(x, macro->body->e);
		x->macro = NULL;
		if (value) {
			*e = *value;
			e->next = NULL;
			expand_expr(x, e);
			e->parens = e->kind == BT_BINARY || e->kind == BT_COND;
		}
		e->next = next;
		leave(x);
	}
}

static void expand_stmt(struct expansion *x, struct bt_stmt *s)
{
	const struct bt_item *macro = s->kind == BTS_EXPR ? macro_of(x, s->e) : NULL;

	if (!macro) {
		expand_expr(x, s->a);
		expand_expr(x, s->b);
		expand_expr(x, s->e);
		expand_stmts(x, s->body);
		expand_stmts(x, s->other);
		return;
	}
	expand_expr(x, s->e->args);
	enter(x, macro, s->e);
	s->kind = BTS_BLOCK;
	s->body = copy_stmts(x, macro->body);
	s->e = NULL;
	x->macro = NULL;
	expand_stmts(x, s->body);
	leave(x);
}

static void expand_stmts(struct expansion *x, struct bt_stmt *s)
{
	for (; s && !x->failed; s = s->next)
		expand_stmt(x, s);
}

bool bt_expand_macros(struct migration *m, struct bt_item *items)
{
	struct expansion x = { .m = m, .a = &m->s->arena, .items = items };
	struct bt_item *i;

	for (i = items; i && !x.failed; i = i->next) {
		if (i->kind != BTI_PROBE)
			continue;
		x.probe = i;
		expand_expr(&x, i->filter);
		expand_stmts(&x, i->body);
	}
	return !x.failed;
}

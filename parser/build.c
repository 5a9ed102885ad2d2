// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Constructors of expressions, types and statements; build_item.c has probes and declarations.
 *
 * Expressions and statements are allocated with their depth, which only this file knows.  What
 * would be deeper than MAX_DEPTH is reported once and replaced by a leaf, so that no tree that
 * leaves the parser is deeper, and recursion over one is bounded.
 */

#include <string.h>

#include "common/nearest.h"
#include "parser/build.h"
#include "parser/foreign.h"
#include "parser/grammar.h"

struct deep_expr {
	struct expr e;
	unsigned depth;
};

struct deep_stmt {
	struct stmt s;
	unsigned depth;
};

static unsigned deeper(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

/* ---- expressions ---- */

static unsigned expr_depth(const struct expr *e)
{
	return e ? ((const struct deep_expr *)e)->depth : 0;
}

static unsigned list_depth(const struct expr *list)
{
	unsigned depth = 0;

	for_each_expr(e, (struct expr *)list)
		depth = deeper(depth, expr_depth(e));
	return depth;
}

static struct expr *new_expr(struct parse *p, struct span at, enum expr_kind kind)
{
	struct deep_expr *d = arena_new(p->arena, struct deep_expr);

	d->e.kind = kind;
	d->e.span = at;
	d->depth = 1;
	return &d->e;
}

/* `e` has its operands; `at` is what to point at when it is too deep. */
static struct expr *settle(struct parse *p, struct expr *e, struct span at)
{
	struct deep_expr *d = (struct deep_expr *)e;

	d->depth = 1 + deeper(deeper(expr_depth(e->a), expr_depth(e->b)),
			      deeper(expr_depth(e->c), list_depth(e->args)));
	if (d->depth <= MAX_DEPTH)
		return e;
	syntax_too_deep(p, at);
	return expr_missing(p, at);
}

struct expr *expr_missing(struct parse *p, struct span at)
{
	return new_expr(p, at, EX_NUMBER);
}

struct expr *expr_plain(struct parse *p, struct span at, enum expr_kind kind)
{
	return new_expr(p, at, kind);
}

struct expr *expr_word(struct parse *p, enum expr_kind kind, const struct token *t)
{
	struct expr *e = new_expr(p, t->span, kind);

	e->name = t->name;
	e->name_span = t->span;
	return e;
}

struct expr *expr_number(struct parse *p, const struct token *t)
{
	struct expr *e = new_expr(p, t->span, EX_NUMBER);

	e->value = t->value;
	e->unit = t->unit;
	return e;
}

struct expr *expr_negative(struct parse *p, struct span at, const struct token *t)
{
	struct expr *e = expr_number(p, t);

	e->span = at;
	if (e->value > (uint64_t)INT64_MAX + 1)
		diag(p->diags, BAD_NUMBER, at,
		     arena_printf(p->arena, "-%.*s", (int)t->span.len, span_text(p, t->span)),
		     "below what 64 bits hold");
	e->value = -e->value;
	return e;
}

struct expr *expr_bool(struct parse *p, struct span at, bool value)
{
	struct expr *e = new_expr(p, at, EX_NUMBER);

	e->value = value;
	e->unit = UNIT_BOOL;
	return e;
}

struct expr *expr_string(struct parse *p, const struct token *t)
{
	struct expr *e = new_expr(p, t->span, EX_STRING);

	e->text = t->text;
	e->text_len = t->text_len;
	return e;
}

struct expr *expr_strings(struct parse *p, struct span at, struct expr *list)
{
	uint32_t n = 0;
	char *text;

	if (!list->next)
		return list;
	for_each_expr(e, list)
		n += e->text_len;
	text = arena_alloc(p->arena, n + 1);
	n = 0;
	for_each_expr(e, list) {
		memcpy(text + n, e->text, e->text_len);
		n += e->text_len;
	}
	list->text = text;
	list->text_len = n;
	list->span = at;
	list->next = NULL;
	return list;
}

struct expr *expr_call(struct parse *p, struct span at, enum expr_kind kind, const struct token *t,
		       struct expr *args)
{
	struct expr *e = expr_word(p, kind, t);

	e->span = at;
	e->args = args;
	e->has_args = true;
	return settle(p, e, t->span);
}

/* @x as the base of an index or a target of an assignment. */
static void refuse_at_map(struct parse *p, const struct expr *e, bool indexed)
{
	if (e->kind == EX_AT && !e->has_args)
		foreign_map(p, e, indexed);
}

struct expr *expr_index(struct parse *p, struct span at, struct expr *a, struct expr *args)
{
	struct expr *e = new_expr(p, at, EX_INDEX);

	refuse_at_map(p, a, true);
	e->a = a;
	e->args = args;
	e->has_args = true;
	return settle(p, e, args->span);
}

struct expr *expr_member(struct parse *p, struct span at, struct expr *a, bool arrow,
			 const struct token *t)
{
	struct expr *e = expr_word(p, EX_MEMBER, t);

	e->span = at;
	e->a = a;
	e->arrow = arrow;
	return settle(p, e, t->span);
}

static struct expr *with_op(struct parse *p, struct span at, enum expr_kind kind, int op,
			    struct span op_span, struct expr *a, struct expr *b)
{
	struct expr *e = new_expr(p, at, kind);

	e->op = op;
	e->op_span = op_span;
	e->a = a;
	e->b = b;
	return settle(p, e, op_span);
}

struct expr *expr_unary(struct parse *p, struct span at, enum unary_op op, struct span op_span,
			struct expr *a)
{
	return with_op(p, at, EX_UNARY, op, op_span, a, NULL);
}

struct expr *expr_binary(struct parse *p, struct span at, enum binary_op op, struct span op_span,
			 struct expr *a, struct expr *b)
{
	return with_op(p, at, EX_BINARY, op, op_span, a, b);
}

struct expr *expr_in(struct parse *p, struct span at, struct span op_span, struct expr *a,
		     struct expr *b)
{
	return with_op(p, at, EX_IN, 0, op_span, a, b);
}

struct expr *expr_assign(struct parse *p, struct span at, enum binary_op op, struct span op_span,
			 struct expr *a, struct expr *b)
{
	refuse_at_map(p, a, false);
	return with_op(p, at, EX_ASSIGN, op, op_span, a, b);
}

struct expr *expr_cond(struct parse *p, struct span at, struct span op_span, struct expr *a,
		       struct expr *b, struct expr *c)
{
	struct expr *e = new_expr(p, at, EX_COND);

	e->op_span = op_span;
	e->a = a;
	e->b = b;
	e->c = c;
	return settle(p, e, op_span);
}

struct expr *expr_typed(struct parse *p, struct span at, enum expr_kind kind,
			struct type_name *type, struct expr *a)
{
	struct expr *e = new_expr(p, at, kind);

	e->type = type;
	e->a = a;
	return settle(p, e, at);
}

struct expr *expr_tuple(struct parse *p, struct span at, struct expr *args)
{
	struct expr *e = new_expr(p, at, EX_TUPLE);

	e->args = args;
	e->has_args = true;
	return settle(p, e, at);
}

struct expr *expr_incdec(struct parse *p, struct span at, const struct token *sign, bool postfix,
			 struct expr *a)
{
	struct expr *e = new_expr(p, at, EX_INCDEC);

	refuse_at_map(p, a, false);
	e->delta = sign->op;
	e->op_span = sign->span;
	e->postfix = postfix;
	e->a = a;
	return settle(p, e, sign->span);
}

struct expr *expr_parens(struct span at, struct expr *e)
{
	e->span = at;
	e->parens = true;
	return e;
}

/* ---- types ---- */

struct type_name *type_new(struct parse *p, struct span at, enum type_form form, const char *name,
			   unsigned stars)
{
	struct type_name *t = arena_new(p->arena, struct type_name);

	*t = (struct type_name){
		.form = form, .span = at, .name = name, .stars = stars, .dim = -1
	};
	return t;
}

struct type_name *type_with_args(struct type_name *type, struct expr *args)
{
	type->args = args;
	type->has_args = true;
	return type;
}

struct type_name *type_with_dim(struct parse *p, struct type_name *type, struct span at,
				const struct token *dim)
{
	if (dim->value > INT32_MAX)
		diag(p->diags, BAD_NUMBER, at, arena_strndup(p->arena, span_text(p, at), at.len),
		     "too large for an array");
	else
		type->dim = (int64_t)dim->value;
	return type;
}

/* ---- statements ---- */

static unsigned stmt_depth(const struct stmt *s)
{
	return s ? ((const struct deep_stmt *)s)->depth : 0;
}

static unsigned stmts_depth(const struct stmt *list)
{
	unsigned depth = 0;

	for_each_stmt(s, (struct stmt *)list)
		depth = deeper(depth, stmt_depth(s));
	return depth;
}

struct stmt *stmt_new(struct parse *p, struct span at, enum stmt_kind kind, struct expr *e,
		      struct stmt *body, struct stmt *other)
{
	struct deep_stmt *d = arena_new(p->arena, struct deep_stmt);

	d->s = (struct stmt){ .kind = kind, .span = at, .e = e, .body = body, .other = other };
	d->depth = 1 + deeper(stmts_depth(body), stmts_depth(other));
	if (d->depth > MAX_DEPTH) {
		syntax_too_deep(p, (struct span){ at.off, 1 });
		d->s = (struct stmt){ .kind = ST_BLOCK, .span = at };
		d->depth = 1;
	}
	return &d->s;
}

struct stmt *stmt_agg(struct parse *p, struct span at, struct expr *e, struct expr *value)
{
	struct stmt *s = stmt_new(p, at, ST_AGG, e, NULL, NULL);

	refuse_at_map(p, e, false);
	s->value = value;
	return s;
}

/* `retrun x' is two names, and so is `println x'. */
static void hint_statement(struct parse *p, const struct expr *e)
{
	struct nearest near;

	nearest_init(&near, e->name);
	keywords_offer(&near, false);
	diag_hint_near(p->diags, near.best);
	p->idle = e->span;
	p->idle_is_call = !near.best;
	p->idle_errors = p->diags->errors;
}

struct stmt *stmt_named(struct parse *p, struct span at, struct expr *e)
{
	if (e->kind == EX_CALL)
		return stmt_new(p, at, ST_EXPR, e, NULL, NULL);
	if (p->idle.off && p->idle_errors == p->diags->errors && same_line(p, p->idle, at)) {
		if (p->idle_is_call)
			diag_hint(p->diags, "a call needs parentheses: %.*s(…)", (int)p->idle.len,
				  span_text(p, p->idle));
		p->idle_is_call = false;
		return NULL;
	}
	say_syntax(p, at, "this statement does nothing");
	p->idle = NO_SPAN;
	if (e->kind == EX_NAME)
		hint_statement(p, e);
	return NULL;
}

struct stmt *stmt_for(struct parse *p, struct span at, struct stmt *init, struct expr *cond,
		      struct stmt *step, struct stmt *body)
{
	struct stmt *s = stmt_new(p, at, ST_FOR, cond, body, NULL);

	s->init = init;
	s->step = step;
	return s;
}

static struct stmt *named_stmt(struct stmt *s, const struct token *name)
{
	if (name) {
		s->name = name->name;
		s->name_span = name->span;
	}
	return s;
}

struct stmt *stmt_for_in(struct parse *p, struct span at, const struct token *name,
			 struct expr *from, struct expr *to, struct stmt *body)
{
	struct stmt *s = stmt_new(p, at, to ? ST_FOR_RANGE : ST_FOR_ELEMENT, from, body, NULL);

	s->value = to;
	return named_stmt(s, name);
}

struct stmt *stmt_foreach(struct parse *p, struct span at, struct foreach *each, struct stmt *body)
{
	struct stmt *s = stmt_new(p, at, ST_FOREACH, NULL, body, NULL);

	s->each = each;
	return s;
}

struct stmt *stmt_try(struct parse *p, struct span at, struct stmt *body, const struct token *name,
		      struct stmt *other)
{
	return named_stmt(stmt_new(p, at, ST_TRY, NULL, body, other), name);
}

/* `whlie (x) {': a call and then a block on one line. */
static void misspelt_header(struct parse *p, const struct stmt *s)
{
	const struct expr *e = s->e;
	struct nearest near;

	if (s->kind != ST_EXPR || e->kind != EX_CALL)
		return;
	nearest_init(&near, e->name);
	keywords_offer(&near, false);
	if (!near.best)
		return;
	say_syntax(p, e->name_span, "`%s' begins no statement", e->name);
	diag_hint_near(p->diags, near.best);
}

void stmts_add(struct parse *p, struct stmt_list *list, struct stmt *s)
{
	if (s && s->kind == ST_BLOCK && list->last && same_line(p, list->last->span, s->span))
		misspelt_header(p, list->last);
	list_add(list, s);
}

struct loop_var *loop_var(struct parse *p, const struct token *name, enum sort sort)
{
	struct loop_var *v = arena_new(p->arena, struct loop_var);

	*v = (struct loop_var){ .name = name->name, .span = name->span, .sort = sort };
	return v;
}

struct foreach *each_keys(struct parse *p, struct loop_var *keys, bool tuple)
{
	struct foreach *each = arena_new(p->arena, struct foreach);

	each->keys = keys;
	each->tuple = tuple;
	return each;
}

struct foreach *each_value(struct parse *p, struct foreach *each, const struct token *name)
{
	each->value = loop_var(p, name, SORT_NONE);
	return each;
}

struct foreach *each_map(struct parse *p, const struct token *map, struct expr *slice,
			 enum sort sort)
{
	struct foreach *each = arena_new(p->arena, struct foreach);

	each->map = map->name;
	each->map_span = map->span;
	each->slice = slice;
	each->sort = sort;
	return each;
}

struct foreach *each_agg(struct parse *p, const struct token *map, const struct token *agg,
			 const struct token *arg, enum sort sort)
{
	struct foreach *each = each_map(p, map, NULL, sort);

	each->agg = agg->name;
	each->has_agg_arg = arg != NULL;
	each->agg_arg = arg ? arg->value : 0;
	return each;
}

struct foreach *each_join(struct foreach *bound, const struct foreach *source, struct expr *limit)
{
	struct foreach each = *source;

	each.value = bound->value;
	each.keys = bound->keys;
	each.tuple = bound->tuple;
	each.limit = limit;
	*bound = each;
	return bound;
}

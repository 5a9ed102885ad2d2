// SPDX-License-Identifier: GPL-2.0-or-later
/* See stp.h: expressions. */

#include <string.h>

#include "migrate/stp/stp.h"

#define MAX_CHAIN 1000 /* the tree of a + b + c … is as deep as it is long */

static struct stp_expr *new_expr(struct stp_parser *p, enum stp_expr_kind kind, struct span span)
{
	struct stp_expr *e = arena_new(p->a, struct stp_expr);

	*e = (struct stp_expr){ .kind = kind, .span = span, .text = "" };
	return e;
}

/* ---- binary operators, loosest first; those of a row bind alike ---- */

static const char *const levels[][8] = {
	{ "||" },
	{ "&&" },
	{ "|" },
	{ "^" },
	{ "&" },
	{ "in" },
	{ "=~", "!~", "<", "<=", "==", "!=", ">", ">=" },
	{ "<<", ">>", ">>>" },
	{ "." },
	{ "+", "-" },
	{ "*", "/", "%" },
};
#define NLEVELS (sizeof(levels) / sizeof(*levels))

static const char *level_operator(const struct stp_parser *p, size_t level)
{
	size_t i;

	for (i = 0; i < 8 && levels[level][i]; i++)
		if (stp_is(p, levels[level][i]))
			return levels[level][i];
	return NULL;
}

static struct stp_expr *in_map(struct stp_parser *p, struct stp_expr *keys)
{
	struct stp_expr *e = new_expr(p, STP_EX_IN, keys->span);

	if (p->w->kind != STP_NAME)
		stp_bad(p, "`in' without an array");
	e->list = keys;
	e->text = p->w->text;
	e->span = span_join(keys->span, p->w->span);
	if (!p->failed)
		p->w++;
	return e;
}

static struct stp_expr *unary(struct stp_parser *p);

static struct stp_expr *binary(struct stp_parser *p, size_t level)
{
	struct stp_expr *e, *left;
	const char *op;
	unsigned n = 0;

	if (level == NLEVELS)
		return unary(p);
	if (!stp_deeper(p))
		return new_expr(p, STP_EX_NUMBER, p->w->span);
	left = binary(p, level + 1);
	while (!p->failed && (op = level_operator(p, level))) {
		p->w++;
		if (++n > MAX_CHAIN)
			stp_bad(p, "an expression of more than a thousand parts");
		if (!strcmp(op, "in")) {
			left = in_map(p, left);
			continue;
		}
		e = new_expr(p, STP_EX_BINARY, left->span);
		e->text = op;
		e->a = left;
		e->b = binary(p, level + 1);
		e->span = span_join(left->span, e->b->span);
		left = e;
	}
	p->depth--;
	return left;
}

/* ---- the tightest ---- */

static bool is_step(const struct stp_parser *p)
{
	return stp_is(p, "++") || stp_is(p, "--");
}

static struct stp_expr *unary(struct stp_parser *p)
{
	const struct stp_word *w = p->w;
	struct stp_expr *e;

	if (w->kind != STP_OP || !strstr(" + - ! ~ & ++ -- ", arena_printf(p->a, " %s ", w->text)))
		return stp_parse_primary(p);
	if (!stp_deeper(p))
		return new_expr(p, STP_EX_NUMBER, w->span);
	e = new_expr(p, is_step(p) ? STP_EX_STEP : STP_EX_UNARY, w->span);
	e->text = w->text;
	p->w++;
	e->a = unary(p);
	e->span = span_join(w->span, e->a->span);
	p->depth--;
	return e;
}

/* [a, b] in map */
static struct stp_expr *keys_in(struct stp_parser *p)
{
	struct stp_expr *keys;

	p->w++;
	keys = stp_parse_list(p, "]");
	if (!keys || !stp_is(p, "in")) {
		stp_bad(p, "keys in brackets without `in'");
		return new_expr(p, STP_EX_NUMBER, p->w->span);
	}
	p->w++;
	return in_map(p, keys);
}

static struct stp_expr *word_expr(struct stp_parser *p);

static struct stp_expr *glued(struct stp_parser *p, struct stp_expr *a)
{
	struct stp_expr *e = new_expr(p, STP_EX_BINARY, a->span);

	e->text = ".";
	e->a = a;
	e->b = word_expr(p);
	e->span = span_join(a->span, e->b->span);
	return e;
}

static struct stp_expr *word_expr(struct stp_parser *p)
{
	static const enum stp_expr_kind kinds[] = {
		[STP_NAME] = STP_EX_NAME,      [STP_NUMBER] = STP_EX_NUMBER,
		[STP_STRING] = STP_EX_STRING,  [STP_AT] = STP_EX_AT,
		[STP_DOLLAR] = STP_EX_CTX,     [STP_ARG] = STP_EX_ARG,
		[STP_ARG_STRING] = STP_EX_ARG, [STP_EMBEDDED] = STP_EX_EMBEDDED,
		[STP_ARGC] = STP_EX_CTX,       [STP_OP] = STP_EX_NUMBER,
	};
	const struct stp_word *w = p->w;
	struct stp_expr *e = new_expr(p, kinds[w->kind], w->span);

	e->text = w->text;
	e->number = w->number;
	if (w->kind == STP_OP || w->kind == STP_END)
		stp_bad(p, "an expression is missing");
	if (!p->failed)
		p->w++;
	while (!p->failed && w->kind == STP_STRING && p->w->kind == STP_STRING) {
		e->text = arena_printf(p->a, "%s%s", e->text, p->w->text);
		p->w++;
	}
	if (w->kind == STP_ARG_STRING && p->w->kind == STP_STRING) /* @1 "text" */
		return glued(p, e);
	return e;
}

static struct stp_expr *postfix(struct stp_parser *p, struct stp_expr *a, enum stp_expr_kind kind,
				const char *close)
{
	struct stp_expr *e = a;

	if (a->kind != STP_EX_AT || kind != STP_EX_CALL) {
		e = new_expr(p, kind, a->span);
		e->text = a->text;
		e->a = kind == STP_EX_CALL ? NULL : a;
	}
	p->w++;
	e->list = stp_parse_list(p, close);
	e->span = span_join(a->span, p->w[-1].span);
	return e;
}

static struct stp_expr *member(struct stp_parser *p, struct stp_expr *a)
{
	struct stp_expr *e = new_expr(p, STP_EX_MEMBER, a->span);

	p->w++;
	if (p->w->kind != STP_NAME && p->w->kind != STP_AT)
		stp_bad(p, "`->' without a member");
	e->a = a;
	e->text = p->w->text;
	e->span = span_join(a->span, p->w->span);
	if (!p->failed)
		p->w++;
	return e;
}

static struct stp_expr *postfixes(struct stp_parser *p, struct stp_expr *e)
{
	struct stp_expr *step;
	unsigned n = 0;

	while (!p->failed) {
		if (++n > MAX_CHAIN)
			stp_bad(p, "an expression of more than a thousand parts");
		if (stp_is(p, "(") && (e->kind == STP_EX_NAME || e->kind == STP_EX_ARG ||
				       (e->kind == STP_EX_AT && !e->list)))
			e = postfix(p, e, STP_EX_CALL, ")");
		else if (stp_is(p, "["))
			e = postfix(p, e, STP_EX_INDEX, "]");
		else if (stp_is(p, "->"))
			e = member(p, e);
		else
			break;
	}
	if (!p->failed && is_step(p)) {
		step = new_expr(p, STP_EX_STEP, span_join(e->span, p->w->span));
		step->text = p->w->text;
		step->number = 1;
		step->a = e;
		e = step;
		p->w++;
	}
	return e;
}

struct stp_expr *stp_parse_primary(struct stp_parser *p)
{
	struct stp_expr *e;

	if (stp_is(p, "["))
		return keys_in(p);
	if (stp_is(p, "(")) {
		p->w++;
		e = stp_parse_expr(p);
		stp_want(p, ")");
		return postfixes(p, e);
	}
	return postfixes(p, word_expr(p));
}

/* "*" alone stands for any key of a slice. */
static struct stp_expr *list_element(struct stp_parser *p)
{
	struct stp_expr *e;

	if (stp_is(p, "*") && p->w[1].kind == STP_OP && strchr(",]", p->w[1].text[0])) {
		e = new_expr(p, STP_EX_NAME, p->w->span);
		e->text = "*";
		p->w++;
		return e;
	}
	return stp_parse_expr(p);
}

struct stp_expr *stp_parse_list(struct stp_parser *p, const char *close)
{
	struct stp_expr *first = NULL, **last = &first;

	if (stp_take(p, close))
		return NULL;
	while (!p->failed) {
		*last = list_element(p);
		last = &(*last)->next;
		if (!stp_take(p, ","))
			break;
	}
	stp_want(p, close);
	return first;
}

/* ---- the loosest ---- */

static const char *assignment(const struct stp_parser *p)
{
	static const char *const ops[] = { "=",	 "<<<", "+=", "-=", "*=",  "/=", "%=",
					   "&=", "^=",	"|=", ".=", "<<=", ">>=" };
	size_t i;

	for (i = 0; i < sizeof(ops) / sizeof(*ops); i++)
		if (stp_is(p, ops[i]))
			return ops[i];
	return NULL;
}

struct stp_expr *stp_parse_expr(struct stp_parser *p)
{
	struct stp_expr *e, *left;
	const char *op;

	if (!stp_deeper(p))
		return new_expr(p, STP_EX_NUMBER, p->w->span);
	left = binary(p, 0);
	if (!p->failed && (op = assignment(p))) {
		e = new_expr(p, STP_EX_ASSIGN, left->span);
		e->text = op;
		p->w++;
		e->a = left;
		e->b = stp_parse_expr(p);
		e->span = span_join(left->span, e->b->span);
		left = e;
	} else if (stp_take(p, "?")) {
		e = new_expr(p, STP_EX_COND, left->span);
		e->a = left;
		e->b = stp_parse_expr(p);
		stp_want(p, ":");
		e->c = stp_parse_expr(p);
		e->span = span_join(left->span, e->c->span);
		left = e;
	}
	p->depth--;
	return left;
}

/* ---- walking ---- */

void stp_walk_expr(struct stp_expr *e, void (*on)(struct stp_expr *e, void *), void *with)
{
	struct stp_expr *i;

	if (!e || !on)
		return;
	on(e, with);
	stp_walk_expr(e->a, on, with);
	stp_walk_expr(e->b, on, with);
	stp_walk_expr(e->c, on, with);
	for (i = e->list; i; i = i->next)
		stp_walk_expr(i, on, with);
}

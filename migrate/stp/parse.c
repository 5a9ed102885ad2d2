// SPDX-License-Identifier: GPL-2.0-or-later
/* See stp.h: items, probe points and statements. */

#include <string.h>

#include "migrate/stp/stp.h"

#define MAX_POINTS 1000 /* of one probe, braces expanded */

void stp_bad(struct stp_parser *p, const char *what)
{
	if (!p->failed)
		diag(&p->m->s->diags, STP_SYNTAX, p->w->span, what);
	p->failed = true;
}

bool stp_is(const struct stp_parser *p, const char *word)
{
	return (p->w->kind == STP_OP || p->w->kind == STP_NAME) && !strcmp(p->w->text, word);
}

bool stp_take(struct stp_parser *p, const char *word)
{
	if (p->failed || !stp_is(p, word))
		return false;
	p->w++;
	return true;
}

void stp_want(struct stp_parser *p, const char *word)
{
	if (!stp_take(p, word))
		stp_bad(p, arena_printf(p->a, "`%s' is missing", word));
}

bool stp_deeper(struct stp_parser *p)
{
	if (p->failed)
		return false;
	if (p->depth >= MAX_DEPTH * 8) { /* an expression in parentheses takes a dozen levels */
		diag(&p->m->s->diags, STP_TOO_DEEP, p->w->span, MAX_DEPTH * 8u);
		p->failed = true;
		return false;
	}
	p->depth++;
	return true;
}

static struct span since(const struct stp_parser *p, const struct stp_word *start)
{
	return p->w > start ? span_join(start->span, p->w[-1].span) : start->span;
}

static const char *name(struct stp_parser *p)
{
	const char *text = p->w->text;

	if (p->w->kind != STP_NAME)
		stp_bad(p, "a name is missing");
	else
		p->w++;
	return text;
}

/* ---- probe points ---- */

/* Alternatives of what may follow, each a chain of parts. */
struct chains {
	struct stp_part **v;
	unsigned n, cap;
};

static void add_chain(struct stp_parser *p, struct chains *c, struct stp_part *part)
{
	if (c->n >= MAX_POINTS)
		return stp_bad(p, "more probe points than one probe may have");
	*arena_push(p->a, c->v, c->n, c->cap) = part;
}

static struct stp_part *joined(struct stp_parser *p, const struct stp_part *a, struct stp_part *b)
{
	struct stp_part *first = NULL, **last = &first;

	for (; a; a = a->next) {
		*last = arena_new(p->a, struct stp_part);
		**last = *a;
		last = &(*last)->next;
	}
	*last = b;
	return first;
}

static void multiply(struct stp_parser *p, struct chains *left, const struct chains *right)
{
	struct chains out = { 0 };
	unsigned i, j;

	for (i = 0; i < left->n; i++)
		for (j = 0; j < right->n && !p->failed; j++)
			add_chain(p, &out, joined(p, left->v[i], right->v[j]));
	*left = out;
}

static void chain(struct stp_parser *p, struct chains *out);

/* A name of a probe point: words and stars without blanks between. */
static const char *part_name(struct stp_parser *p)
{
	const struct stp_word *start = p->w;
	struct str s;

	str_init(&s, p->a);
	if (p->w->kind == STP_ARG) {
		p->w++;
		return start->text;
	}
	while (p->w->kind == STP_NAME || stp_is(p, "*") || stp_is(p, "**") ||
	       p->w->kind == STP_NUMBER) {
		if (p->w > start && p->w[-1].span.off + p->w[-1].span.len != p->w->span.off)
			break;
		str_puts(&s, p->w->text);
		p->w++;
	}
	if (!s.len)
		stp_bad(p, "a probe point is missing");
	return s.text;
}

static void part(struct stp_parser *p, struct chains *out)
{
	struct stp_part *one;

	if (stp_take(p, "{")) {
		do {
			unsigned i, from = out->n;
			char mark;

			chain(p, out);
			mark = stp_take(p, "?") ? '?' : stp_take(p, "!") ? '!' : 0;
			for (i = from; mark && i < out->n; i++)
				out->v[i]->mark = mark;
		} while (stp_take(p, ","));
		stp_want(p, "}");
		return;
	}
	one = arena_new(p->a, struct stp_part);
	*one = (struct stp_part){ .name = part_name(p) };
	if (stp_take(p, "(")) {
		one->arg = stp_parse_expr(p);
		stp_want(p, ")");
	}
	add_chain(p, out, one);
}

static void chain(struct stp_parser *p, struct chains *out)
{
	struct chains all = { 0 }, more;
	unsigned i;

	if (!stp_deeper(p))
		return;
	part(p, &all);
	while (stp_take(p, ".")) {
		more = (struct chains){ 0 };
		part(p, &more);
		multiply(p, &all, &more);
	}
	for (i = 0; i < all.n; i++)
		add_chain(p, out, all.v[i]);
	p->depth--;
}

static void take_marks(struct stp_point *pt)
{
	const struct stp_part *part;

	for (part = pt->parts; part; part = part->next) {
		pt->optional |= part->mark == '?';
		pt->enough |= part->mark == '!';
	}
}

static struct stp_point *points(struct stp_parser *p)
{
	struct stp_point *first = NULL, **last = &first;

	do {
		const struct stp_word *start = p->w;
		struct stp_point mark = { 0 };
		struct chains all = { 0 };
		unsigned i;

		chain(p, &all);
		mark.optional = stp_take(p, "?");
		mark.enough = !mark.optional && stp_take(p, "!");
		if (stp_take(p, "if")) {
			stp_want(p, "(");
			mark.cond = stp_parse_expr(p);
			stp_want(p, ")");
		}
		mark.span = since(p, start);
		for (i = 0; i < all.n; i++) {
			*last = arena_new(p->a, struct stp_point);
			**last = mark;
			(*last)->parts = all.v[i];
			take_marks(*last);
			last = &(*last)->next;
		}
	} while (stp_take(p, ","));
	return first;
}

/* ---- statements ---- */

static struct stp_stmt *statement(struct stp_parser *p);

static struct stp_stmt *new_stmt(struct stp_parser *p, enum stp_stmt_kind kind)
{
	struct stp_stmt *st = arena_new(p->a, struct stp_stmt);

	*st = (struct stp_stmt){ .kind = kind, .span = p->w->span };
	return st;
}

static struct stp_stmt *block(struct stp_parser *p)
{
	struct stp_stmt *b = new_stmt(p, STP_ST_BLOCK), **last = &b->body;
	const struct stp_word *start = p->w;

	if (p->w->kind == STP_EMBEDDED) {
		b->kind = STP_ST_EMBEDDED;
		p->w++;
		return b;
	}
	stp_want(p, "{");
	while (!p->failed && !stp_is(p, "}")) {
		if (p->w->kind == STP_END)
			stp_bad(p, "a block without an end");
		*last = statement(p);
		last = &(*last)->next;
	}
	stp_want(p, "}");
	b->span = since(p, start);
	return b;
}

static struct stp_expr *in_parentheses(struct stp_parser *p)
{
	struct stp_expr *e;

	stp_want(p, "(");
	e = stp_parse_expr(p);
	stp_want(p, ")");
	return e;
}

static void if_statement(struct stp_parser *p, struct stp_stmt *st)
{
	st->expr = in_parentheses(p);
	st->body = statement(p);
	stp_take(p, ";");
	if (stp_take(p, "else"))
		st->other = statement(p);
}

static void for_statement(struct stp_parser *p, struct stp_stmt *st)
{
	stp_want(p, "(");
	if (!stp_is(p, ";"))
		st->init = stp_parse_expr(p);
	stp_want(p, ";");
	if (!stp_is(p, ";"))
		st->expr = stp_parse_expr(p);
	stp_want(p, ";");
	if (!stp_is(p, ")"))
		st->step = stp_parse_expr(p);
	stp_want(p, ")");
	st->body = statement(p);
}

static void sort_mark(struct stp_parser *p, struct stp_stmt *st, unsigned key)
{
	if (!stp_is(p, "+") && !stp_is(p, "-"))
		return;
	st->sort = p->w->text[0];
	st->sort_key = key;
	p->w++;
}

static void foreach_keys(struct stp_parser *p, struct stp_stmt *st)
{
	struct stp_expr **last = &st->keys;
	bool many = stp_take(p, "[");
	unsigned n = 0;

	do {
		*last = arena_new(p->a, struct stp_expr);
		**last = (struct stp_expr){ .kind = STP_EX_NAME,
					    .span = p->w->span,
					    .text = name(p) };
		last = &(*last)->next;
		sort_mark(p, st, ++n);
		if (!many && stp_take(p, "=")) { /* that was the value */
			if (st->name)
				return stp_bad(p, "two values");
			st->name = st->keys->text;
			st->sort_key = 0;
			st->keys = NULL;
			last = &st->keys;
			n = 0;
			many = stp_take(p, "[");
			continue;
		}
		if (!many || !stp_take(p, ","))
			break;
	} while (!p->failed);
	if (many)
		stp_want(p, "]");
}

static void foreach_statement(struct stp_parser *p, struct stp_stmt *st)
{
	stp_want(p, "(");
	foreach_keys(p, st);
	stp_want(p, "in");
	if (p->w->kind == STP_AT) { /* the buckets of a histogram */
		st->agg = p->w->text;
		stp_parse_primary(p);
		st->map = "";
	} else {
		st->map = name(p);
		if (stp_take(p, "["))
			st->slice = stp_parse_list(p, "]");
		if (p->w->kind == STP_AT) {
			st->agg = p->w->text;
			p->w++;
		}
	}
	sort_mark(p, st, 0);
	if (stp_take(p, "limit"))
		st->expr = stp_parse_expr(p);
	stp_want(p, ")");
	st->body = statement(p);
}

static void try_statement(struct stp_parser *p, struct stp_stmt *st)
{
	st->body = block(p);
	stp_want(p, "catch");
	if (stp_take(p, "(")) {
		st->name = name(p);
		stp_want(p, ")");
	}
	st->other = block(p);
}

static void return_statement(struct stp_parser *p, struct stp_stmt *st)
{
	if (!stp_is(p, ";") && !stp_is(p, "}"))
		st->expr = stp_parse_expr(p);
}

static void delete_statement(struct stp_parser *p, struct stp_stmt *st)
{
	st->expr = stp_parse_primary(p);
}

static void while_statement(struct stp_parser *p, struct stp_stmt *st)
{
	st->expr = in_parentheses(p);
	st->body = statement(p);
}

static const struct {
	const char *word;
	enum stp_stmt_kind kind;
	void (*parse)(struct stp_parser *p, struct stp_stmt *st);
} statements[] = {
	{ "if", STP_ST_IF, if_statement },
	{ "while", STP_ST_WHILE, while_statement },
	{ "for", STP_ST_FOR, for_statement },
	{ "foreach", STP_ST_FOREACH, foreach_statement },
	{ "try", STP_ST_TRY, try_statement },
	{ "return", STP_ST_RETURN, return_statement },
	{ "delete", STP_ST_DELETE, delete_statement },
	{ "next", STP_ST_NEXT, NULL },
	{ "break", STP_ST_BREAK, NULL },
	{ "continue", STP_ST_CONTINUE, NULL },
	{ ";", STP_ST_EMPTY, NULL },
};

static struct stp_stmt *statement(struct stp_parser *p)
{
	const struct stp_word *start = p->w;
	struct stp_stmt *st = new_stmt(p, STP_ST_EXPR);
	size_t i;

	if (!stp_deeper(p))
		return st;
	if (stp_is(p, "{") || p->w->kind == STP_EMBEDDED) {
		st = block(p);
		p->depth--;
		return st;
	}
	for (i = 0; i < sizeof(statements) / sizeof(*statements); i++)
		if (stp_take(p, statements[i].word)) {
			st->kind = statements[i].kind;
			if (statements[i].parse)
				statements[i].parse(p, st);
			break;
		}
	if (st->kind == STP_ST_EXPR)
		st->expr = stp_parse_expr(p);
	if (st->kind != STP_ST_EMPTY &&
	    !(st->kind == STP_ST_IF && stp_is(p, ";") && p->w[1].kind == STP_NAME &&
	      !strcmp(p->w[1].text, "else")))
		stp_take(p, ";");
	st->span = since(p, start);
	p->depth--;
	return st;
}

void stp_walk_stmt(struct stp_stmt *st, void (*visit)(struct stp_stmt *st, void *),
		   void (*on)(struct stp_expr *e, void *), void *with)
{
	struct stp_stmt *i;
	struct stp_expr *k;

	if (!st)
		return;
	if (visit)
		visit(st, with);
	stp_walk_expr(st->init, on, with);
	stp_walk_expr(st->expr, on, with);
	stp_walk_expr(st->step, on, with);
	for (k = st->slice; k; k = k->next)
		stp_walk_expr(k, on, with);
	for (i = st->body; i; i = st->kind == STP_ST_BLOCK ? i->next : NULL)
		stp_walk_stmt(i, visit, on, with);
	stp_walk_stmt(st->other, visit, on, with);
}

/* ---- items ---- */

static struct stp_item *new_item(struct stp_parser *p, enum stp_item_kind kind,
				 const struct stp_word *start)
{
	struct stp_item *i = arena_new(p->a, struct stp_item);

	*i = (struct stp_item){ .kind = kind, .span = start->span, .name = "" };
	return i;
}

static void add_item(struct stp_script *s, struct table *names, struct stp_item *i)
{
	*s->last = i;
	s->last = &i->next;
	if (names)
		table_set(names, i->name, i);
}

/* "probe NAME = …", NAME with dots */
static bool is_alias(const struct stp_parser *p)
{
	const struct stp_word *w = p->w;

	while (w->kind == STP_NAME && w[1].kind == STP_OP && !strcmp(w[1].text, "."))
		w += 2;
	return w->kind == STP_NAME && w[1].kind == STP_OP &&
	       (!strcmp(w[1].text, "=") || !strcmp(w[1].text, "+="));
}

static void probe(struct stp_parser *p, struct stp_script *s, const struct stp_word *start)
{
	bool alias = is_alias(p);
	struct stp_item *i = new_item(p, alias ? STP_IT_ALIAS : STP_IT_PROBE, start);

	if (alias) {
		const struct stp_word *from = p->w;

		while (!stp_is(p, "=") && !stp_is(p, "+="))
			p->w++;
		i->name = migrate_words(p->m, since(p, from));
		i->epilogue = stp_is(p, "+=");
		p->w++;
	}
	i->points = points(p);
	i->head = since(p, start);
	i->body = block(p);
	if (alias && stp_take(p, ",")) {
		i->epilogue = true;
		block(p);
	}
	i->span = since(p, start);
	add_item(s, alias ? &s->aliases : NULL, i);
}

static void globals(struct stp_parser *p, struct stp_script *s, const struct stp_word *start)
{
	struct stp_item *i;

	do {
		i = new_item(p, STP_IT_GLOBAL, start);
		i->name = name(p);
		i->wraps = stp_take(p, "%");
		if (stp_take(p, "[")) {
			i->size = stp_parse_expr(p);
			stp_want(p, "]");
		}
		if (stp_take(p, "="))
			i->value = stp_parse_expr(p);
		i->span = since(p, start);
		add_item(s, &s->globals, i);
		start = p->w + 1;
	} while (stp_take(p, ","));
	stp_take(p, ";");
}

static enum stp_type type(struct stp_parser *p)
{
	if (!stp_take(p, ":"))
		return STP_UNKNOWN;
	if (stp_take(p, "string"))
		return STP_TEXT;
	stp_want(p, "long");
	return STP_LONG;
}

static void function(struct stp_parser *p, struct stp_script *s, const struct stp_word *start)
{
	struct stp_item *i = new_item(p, STP_IT_FUNCTION, start);
	struct stp_expr **last = &i->params;
	unsigned n = 0;

	i->name = name(p);
	i->type = type(p);
	stp_want(p, "(");
	while (!p->failed && !stp_is(p, ")")) {
		*last = arena_new(p->a, struct stp_expr);
		**last = (struct stp_expr){ .kind = STP_EX_NAME,
					    .span = p->w->span,
					    .text = name(p) };
		if (n == 32)
			stp_bad(p, "more than 32 parameters");
		else
			i->param_types[n++] = type(p);
		last = &(*last)->next;
		if (!stp_take(p, ","))
			break;
	}
	stp_want(p, ")");
	if (i->type == STP_UNKNOWN)
		i->type = type(p);
	if (stp_take(p, ":"))
		stp_parse_primary(p); /* its priority among those of its name */
	i->head = since(p, start);
	i->body = block(p);
	i->embedded = i->body->kind == STP_ST_EMBEDDED;
	i->span = since(p, start);
	if (table_get(&s->functions, i->name))
		stp_bad(p, "two functions of one name");
	add_item(s, &s->functions, i);
}

static void item(struct stp_parser *p, struct stp_script *s)
{
	const struct stp_word *start = p->w;

	if (stp_take(p, "probe"))
		return probe(p, s, start);
	if (stp_take(p, "function"))
		return function(p, s, start);
	if (stp_take(p, "private")) {
		if (stp_take(p, "function"))
			return function(p, s, start);
		stp_take(p, "global");
		return globals(p, s, start);
	}
	if (stp_take(p, "global"))
		return globals(p, s, start);
	if (p->w->kind == STP_EMBEDDED) {
		p->w++;
		return add_item(s, NULL, new_item(p, STP_IT_EMBEDDED, start));
	}
	if (!stp_take(p, ";"))
		stp_bad(p, "probe, function or global is missing");
}

bool stp_parse(struct migration *m, const struct stp_words *words, struct stp_script *out)
{
	struct stp_parser p = {
		.m = m, .a = &m->s->arena, .w = words->v, .end = words->v + words->n - 1
	};

	out->items = NULL;
	out->last = &out->items;
	table_init(&out->globals, p.a);
	table_init(&out->functions, p.a);
	table_init(&out->aliases, p.a);
	while (!p.failed && p.w->kind != STP_END)
		item(&p, out);
	return !p.failed;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* See ast.h: the grammar of statements and probes. */

#include <stdlib.h>
#include <string.h>

#include "migrate/bt/parse_int.h"

/* ---- statements ---- */

static struct bt_stmt *block(struct parser *p);

static struct bt_stmt *new_stmt(struct parser *p, enum bt_stmt_kind kind)
{
	struct bt_stmt *s = arena_new(p->a, struct bt_stmt);

	s->kind = kind;
	s->span = bt_p_token_span(p);
	return s;
}

static struct bt_stmt *if_stmt(struct parser *p)
{
	struct bt_stmt *s = new_stmt(p, BTS_IF);

	bt_p_next(p);
	s->e = bt_p_expression(p);
	s->body = block(p);
	if (!bt_p_is_name(p, "else"))
		return s;
	bt_p_next(p);
	s->other = bt_p_is_name(p, "if") ? if_stmt(p) : block(p);
	return s;
}

/* for ($kv : @map) { }, for $i : 0..10 { } */
static struct bt_stmt *for_stmt(struct parser *p)
{
	struct bt_stmt *s = new_stmt(p, BTS_FOR);
	bool parens;

	bt_p_next(p);
	parens = bt_p_accept(p, "(");
	if (p->t.kind != BTT_VAR)
		bt_p_syntax(p, "a variable");
	s->name = bt_p_words(p, p->t.start + 1, p->t.len ? p->t.len - 1 : 0);
	bt_p_next(p);
	bt_p_expect(p, ":");
	s->a = bt_p_expression(p);
	if (bt_p_accept(p, ".."))
		s->b = bt_p_expression(p);
	if (parens)
		bt_p_expect(p, ")");
	s->body = block(p);
	return s;
}

static struct bt_stmt *loop(struct parser *p, enum bt_stmt_kind kind)
{
	struct bt_stmt *s = new_stmt(p, kind);

	bt_p_next(p);
	s->e = bt_p_expression(p);
	s->body = block(p);
	return s;
}

/* let $x, let $x: uint64 = 3 */
static void skip_let(struct parser *p)
{
	if (bt_p_is_name(p, "let"))
		bt_p_next(p);
}

static void skip_declared_type(struct parser *p)
{
	if (!bt_p_accept(p, ":"))
		return;
	while (p->t.kind == BTT_NAME || bt_p_is_op(p, "*") || bt_p_is_op(p, "[") ||
	       bt_p_is_op(p, "]") || p->t.kind == BTT_NUMBER)
		bt_p_next(p);
}

static bool is_assignment(const struct parser *p)
{
	return p->t.kind == BTT_OP && p->t.start[p->t.len - 1] == '=' && !bt_p_is_op(p, "==") &&
	       !bt_p_is_op(p, "!=") && !bt_p_is_op(p, "<=") && !bt_p_is_op(p, ">=");
}

static struct bt_stmt *simple(struct parser *p)
{
	struct bt_stmt *s = new_stmt(p, BTS_EXPR);

	skip_let(p);
	s->e = bt_p_expression(p);
	if (s->e && s->e->kind == BT_VAR)
		skip_declared_type(p);
	if (s->e && is_assignment(p)) {
		s->kind = BTS_ASSIGN;
		s->op = bt_p_words(p, p->t.start, p->t.len);
		s->a = s->e;
		bt_p_next(p);
		s->e = bt_p_expression(p);
	}
	s->span.len = bt_p_length_from(p, s->span.off);
	if (!bt_p_accept(p, ";") && !bt_p_is_op(p, "}") && !p->t.newline_before)
		bt_p_syntax(p, "`;'");
	return s;
}

static struct bt_stmt *statement(struct parser *p)
{
	static const struct {
		const char *word;
		enum bt_stmt_kind kind;
	} jumps[] = { { "break", BTS_BREAK },
		      { "continue", BTS_CONTINUE },
		      { "return", BTS_RETURN } };
	struct bt_stmt *s;
	size_t i;

	for (i = 0; i < 3; i++) {
		if (!bt_p_is_name(p, jumps[i].word))
			continue;
		s = new_stmt(p, jumps[i].kind);
		bt_p_next(p);
		bt_p_accept(p, ";");
		return s;
	}
	if (bt_p_is_name(p, "if"))
		return if_stmt(p);
	if (bt_p_is_name(p, "for"))
		return for_stmt(p);
	if (bt_p_is_name(p, "while"))
		return loop(p, BTS_WHILE);
	if (bt_p_is_name(p, "unroll"))
		return loop(p, BTS_UNROLL);
	if (bt_p_is_op(p, "{")) {
		s = new_stmt(p, BTS_BLOCK);
		s->body = block(p);
		return s;
	}
	return simple(p);
}

/* The statements between { and }. */
static struct bt_stmt *block(struct parser *p)
{
	struct bt_stmt *first = NULL, **last = &first;

	if (!bt_p_enter(p)) {
		bt_p_leave(p);
		return NULL;
	}
	bt_p_expect(p, "{");
	while (!p->failed && !bt_p_is_op(p, "}")) {
		if (p->t.kind == BTT_END)
			bt_p_syntax(p, "`}'");
		else if (!bt_p_accept(p, ";")) {
			*last = statement(p);
			last = &(*last)->next;
		}
	}
	if (!p->failed)
		bt_p_next(p);
	bt_p_accept(p, ";");
	bt_p_leave(p);
	return first;
}

/* ---- probes ---- */

static void split_point(struct parser *p, struct bt_point *pt)
{
	const char *word = pt->text, *colon;

	colon = strchr(word, ':');
	pt->kind = colon ? bt_p_words(p, word, (uint32_t)(colon - word)) : word;
	while (colon && pt->n < 4) {
		word = colon + 1;
		/* The last part takes the rest: C++ names have colons too. */
		colon = pt->n == 3 ? NULL : strchr(word, ':');
		pt->parts[pt->n++] = colon ? bt_p_words(p, word, (uint32_t)(colon - word)) : word;
	}
}

/* Attach points are words of their own: everything up to a blank, a comma or a brace. */
static struct bt_point *point(struct parser *p)
{
	struct bt_point *pt = arena_new(p->a, struct bt_point);
	const char *from = p->t.start, *to = from;
	bool quoted = false;
	struct str text;

	str_init(&text, p->a);
	for (; to < p->lex.end && (quoted || !strchr(" \t\r\n,{", *to)); to++) {
		if (*to == '"')
			quoted = !quoted;
		else
			str_putc(&text, *to);
	}
	pt->span = bt_span(&p->lex, from, to);
	pt->text = text.text;
	split_point(p, pt);
	p->lex.p = to;
	p->t.len = (uint32_t)(to - from);
	bt_p_next(p);
	return pt;
}

static struct bt_item *probe(struct parser *p)
{
	struct bt_item *item = arena_new(p->a, struct bt_item);
	struct bt_point **last = &item->points;

	item->kind = BTI_PROBE;
	item->span = bt_p_token_span(p);
	do {
		if (p->t.kind != BTT_NAME) {
			bt_p_syntax(p, "a probe");
			return item;
		}
		*last = point(p);
		last = &(*last)->next;
		if (++p->points > MAX_POINTS && !p->failed) {
			diag(&p->m->s->diags, OLD_TOO_MANY, bt_p_token_span(p), "bpftrace",
			     (unsigned)MAX_POINTS, "probes");
			p->failed = true;
		}
	} while (!p->failed && bt_p_accept(p, ","));
	if (bt_p_is_op(p, "/")) {
		bt_p_next(p);
		p->in_filter = true;
		item->filter = bt_p_expression(p);
		p->in_filter = false;
		bt_p_expect(p, "/");
	}
	item->body = block(p);
	item->span.len = bt_p_length_from(p, item->span.off);
	return item;
}

/* struct x { … };  config = { … }: over it.  The kernel's types are known without. */
static struct bt_item *skipped(struct parser *p, const char *what)
{
	struct bt_item *item = arena_new(p->a, struct bt_item);
	unsigned depth = 0;
	bool missing = false;

	item->kind = BTI_DROPPED;
	item->span = bt_p_token_span(p);
	bt_p_next(p);
	item->text = p->t.kind == BTT_NAME ?
			     arena_printf(p->a, "%s %.*s", what, (int)p->t.len, p->t.start) :
			     what;
	while (p->t.kind != BTT_END) {
		if (bt_p_is_name(p, "ignore") || bt_p_is_name(p, "warn"))
			item->may_miss = missing;
		missing = bt_p_is_name(p, "missing_probes") || (missing && bt_p_is_op(p, "="));
		depth += bt_p_is_op(p, "{");
		if (bt_p_is_op(p, "}") && !--depth)
			break;
		if (bt_p_is_op(p, ";") && !depth)
			break;
		bt_p_next(p);
	}
	bt_p_next(p);
	bt_p_accept(p, ";");
	item->span.len = bt_p_length_from(p, item->span.off);
	return item;
}

/* macro name($var, @map, expression) { … } */
static struct bt_item *macro(struct parser *p)
{
	struct bt_item *item = arena_new(p->a, struct bt_item);
	struct bt_expr **last = &item->params;

	item->kind = BTI_MACRO;
	item->span = bt_p_token_span(p);
	bt_p_next(p);
	item->name = bt_p_words(p, p->t.start, p->t.len);
	bt_p_next(p);
	bt_p_expect(p, "(");
	while (!p->failed && !bt_p_is_op(p, ")")) {
		*last = bt_p_expression(p);
		if (!*last)
			return NULL;
		last = &(*last)->next;
		if (!bt_p_accept(p, ",") && !bt_p_is_op(p, ")"))
			bt_p_syntax(p, "`)'");
	}
	bt_p_expect(p, ")");
	item->body = block(p);
	item->span.len = bt_p_length_from(p, item->span.off);
	return item;
}

/* let @map = lruhash(4096); */
static struct bt_item *map_declaration(struct parser *p)
{
	struct bt_item *item = arena_new(p->a, struct bt_item);

	item->kind = BTI_LIMIT;
	item->span = bt_p_token_span(p);
	bt_p_next(p);
	item->text = bt_p_words(p, p->t.start, p->t.len);
	if (p->t.kind != BTT_MAP)
		bt_p_syntax(p, "a map");
	bt_p_next(p);
	bt_p_expect(p, "=");
	bt_p_expression(p);
	bt_p_accept(p, ";");
	item->span.len = bt_p_length_from(p, item->span.off);
	return item;
}

static struct bt_item *item(struct parser *p)
{
	static const char *const definitions[] = { "struct", "union",  "enum", "typedef",
						   "config", "import", "fn" };
	size_t i;

	for (i = 0; i < sizeof(definitions) / sizeof(*definitions); i++)
		if (bt_p_is_name(p, definitions[i]))
			return skipped(p, definitions[i]);
	if (bt_p_is_name(p, "macro"))
		return macro(p);
	if (bt_p_is_name(p, "let"))
		return map_declaration(p);
	return probe(p);
}

static int by_place(const void *a, const void *b)
{
	uint32_t x = (*(struct bt_item *const *)a)->span.off,
		 y = (*(struct bt_item *const *)b)->span.off;

	return x < y ? -1 : x > y;
}

/* The preprocessor's items among the others, in the order of the text. */
static struct bt_item *merge(struct parser *p, struct bt_item *items, struct bt_item *lines)
{
	struct bt_item **v = NULL, *i, **last = &items;
	unsigned n = 0, cap = 0, at;

	for (i = items; i; i = i->next)
		*arena_push(p->a, v, n, cap) = i;
	for (i = lines; i; i = i->next)
		*arena_push(p->a, v, n, cap) = i;
	if (n)
		qsort(v, n, sizeof(*v), by_place);
	for (at = 0; at < n; at++) {
		*last = v[at];
		last = &v[at]->next;
	}
	*last = NULL;
	return items;
}

struct bt_item *bt_parse(struct migration *m)
{
	struct parser p = { .m = m, .a = &m->s->arena };
	struct bt_item *items = NULL, **last = &items, *lines = NULL;

	bt_lex_init(&p.lex, m, &lines);
	bt_p_next(&p);
	while (!p.failed && p.t.kind != BTT_END) {
		*last = item(&p);
		if (*last)
			last = &(*last)->next;
	}
	if (p.failed)
		return NULL;
	items = merge(&p, items, lines);
	return bt_expand_macros(m, items) ? items : NULL;
}

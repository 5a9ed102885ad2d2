// SPDX-License-Identifier: GPL-2.0-or-later
/* See ast.h: the grammar. */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "migrate/bt/ast.h"

#define MAX_NESTING 64		/* of expressions and blocks */
#define MAX_POINTS 1024		/* of all probes: as many as bpftrace attaches */

struct parser {
	struct migration *m;
	struct arena *a;
	struct bt_lexer lex;
	struct bt_token t;		/* the next one */
	const char *last_end;		/* of the one before */
	unsigned depth, points;
	bool in_filter;			/* a / ends it */
	bool failed;
};

static struct span token_span(const struct parser *p)
{
	return bt_span(&p->lex, p->t.start, p->t.start + p->t.len);
}

static void syntax(struct parser *p, const char *wanted)
{
	if (!p->failed)
		diag(&p->m->s->diags, OLD_SYNTAX, token_span(p), "bpftrace",
		     arena_printf(p->a, "%s is wanted before `%.*s'", wanted, (int)(p->t.len < 30 ? p->t.len : 30),
				  p->t.start));
	p->failed = true;
}

static bool enter(struct parser *p)
{
	if (p->depth++ < MAX_NESTING)
		return !p->failed;
	if (!p->failed)
		diag(&p->m->s->diags, OLD_TOO_DEEP, token_span(p), "bpftrace", (unsigned)MAX_NESTING);
	p->failed = true;
	return false;
}

static void leave(struct parser *p)
{
	p->depth--;
}

static void next(struct parser *p)
{
	p->last_end = p->t.start ? p->t.start + p->t.len : p->lex.p;
	p->t = bt_lex_next(&p->lex);
}

static const char *words(struct parser *p, const char *from, uint32_t n)
{
	return arena_strndup(p->a, from, n);
}

static bool is_op(const struct parser *p, const char *op)
{
	return p->t.kind == BTT_OP && p->t.len == strlen(op) && !strncmp(p->t.start, op, p->t.len);
}

static bool is_name(const struct parser *p, const char *name)
{
	return p->t.kind == BTT_NAME && p->t.len == strlen(name) && !strncmp(p->t.start, name, p->t.len);
}

static bool accept(struct parser *p, const char *op)
{
	if (!is_op(p, op))
		return false;
	next(p);
	return true;
}

static void expect(struct parser *p, const char *op)
{
	if (!accept(p, op))
		syntax(p, arena_printf(p->a, "`%s'", op));
}

/* ---- expressions ---- */

static struct bt_expr *expression(struct parser *p);
static struct bt_expr *unary(struct parser *p);

static struct bt_expr *new_expr(struct parser *p, enum bt_kind kind)
{
	struct bt_expr *e = arena_new(p->a, struct bt_expr);

	e->kind = kind;
	e->span = token_span(p);
	return e;
}

/* How long what began there is: up to the last token that was taken. */
static uint32_t length_from(const struct parser *p, uint32_t off)
{
	uint32_t to = bt_span(&p->lex, p->last_end, p->last_end).off;

	return to > off ? to - off : 1;
}

static void end_at(struct bt_expr *e, struct parser *p)
{
	e->span.len = length_from(p, e->span.off);
}

static struct bt_expr *list(struct parser *p, const char *end)
{
	struct bt_expr *first = NULL, **last = &first;

	if (accept(p, end))
		return NULL;
	do {
		*last = expression(p);
		if (!*last)
			return first;
		last = &(*last)->next;
	} while (accept(p, ",") && !p->failed);
	expect(p, end);
	return first;
}

static const char *const int_types[] = {
	"uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64", "char", "short", "int",
	"long", "unsigned", "signed", "bool", "void", "uint8_t", "uint16_t", "uint32_t", "uint64_t", "int8_t",
	"int16_t", "int32_t", "int64_t", "size_t", "u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64",
};

static bool is_type_word(const struct parser *p)
{
	size_t i;

	if (is_name(p, "struct") || is_name(p, "union") || is_name(p, "enum"))
		return true;
	for (i = 0; i < sizeof(int_types) / sizeof(*int_types); i++)
		if (is_name(p, int_types[i]))
			return true;
	return false;
}

/* A type's words up to the closing parenthesis; NULL, and nothing is taken, when it is none. */
static const char *type_in_parens(struct parser *p)
{
	struct parser before = *p;
	bool sure = is_type_word(p), star = false;
	struct str out;

	str_init(&out, p->a);
	if (p->t.kind != BTT_NAME)
		return NULL;
	while (p->t.kind == BTT_NAME && !star) {
		str_printf(&out, "%s%.*s", out.len ? " " : "", (int)p->t.len, p->t.start);
		next(p);
		while (is_op(p, "*")) {
			str_printf(&out, "%s*", star ? "" : " ");
			star = true;
			next(p);
		}
	}
	if (is_op(p, ")") && (sure || star)) {
		next(p);
		return out.text;
	}
	*p = before;
	return NULL;
}

static struct bt_expr *parenthesized(struct parser *p)
{
	struct bt_expr *e = new_expr(p, BT_CAST), *inner;

	next(p);
	e->type = type_in_parens(p);
	if (e->type) {
		e->a = unary(p);
		end_at(e, p);
		return e;
	}
	inner = expression(p);
	if (inner && is_op(p, ",")) {
		e->kind = BT_TUPLE;
		next(p);
		inner->next = list(p, ")");
		e->args = inner;
		return e;
	}
	expect(p, ")");
	if (inner)
		inner->parens = true;
	return inner;
}

static struct bt_expr *size_of(struct parser *p)
{
	struct bt_expr *e = new_expr(p, BT_SIZEOF);

	next(p);
	expect(p, "(");
	e->type = type_in_parens(p);
	if (!e->type) {
		e->a = expression(p);
		expect(p, ")");
	}
	return e;
}

static struct bt_expr *name_or_call(struct parser *p)
{
	struct bt_expr *e;

	if (is_name(p, "sizeof"))
		return size_of(p);
	e = new_expr(p, BT_NAME);
	e->name = words(p, p->t.start, p->t.len);
	next(p);
	if (is_op(p, "(")) {
		next(p);
		e->kind = BT_CALL;
		e->args = list(p, ")");
		end_at(e, p);
	}
	return e;
}

static struct bt_expr *map(struct parser *p)
{
	struct bt_expr *e = new_expr(p, BT_MAP);

	e->name = words(p, p->t.start + 1, p->t.len - 1);
	next(p);
	if (is_op(p, "[")) {
		next(p);
		e->has_key = true;
		e->args = list(p, "]");
		end_at(e, p);
	}
	return e;
}

static struct bt_expr *leaf(struct parser *p, enum bt_kind kind, uint32_t skip, uint32_t cut)
{
	struct bt_expr *e = new_expr(p, kind);
	uint32_t n = p->t.len > skip + cut ? p->t.len - skip - cut : 0;

	e->name = e->text = words(p, p->t.start + skip, n);
	e->number = (unsigned)strtoul(e->text, NULL, 10);
	next(p);
	return e;
}

static struct bt_expr *strings(struct parser *p)
{
	struct bt_expr *e = leaf(p, BT_STRING, 1, 1);

	while (p->t.kind == BTT_STRING && !p->failed)
		e->text = arena_printf(p->a, "%s%s", e->text, leaf(p, BT_STRING, 1, 1)->text);
	return e;
}

static struct bt_expr *primary(struct parser *p)
{
	switch (p->t.kind) {
	case BTT_NUMBER:
		return leaf(p, BT_NUMBER, 0, 0);
	case BTT_STRING:
		return strings(p);
	case BTT_VAR:
		return leaf(p, BT_VAR, 1, 0);
	case BTT_POSITIONAL:
		return leaf(p, BT_POSITIONAL, 1, 0);
	case BTT_MAP:
		return map(p);
	case BTT_NAME:
		return name_or_call(p);
	default:
		if (is_op(p, "("))
			return parenthesized(p);
		syntax(p, "a value");
		return NULL;
	}
}

static struct bt_expr *postfix(struct parser *p)
{
	struct bt_expr *e = primary(p), *outer;

	while (e && !p->failed) {
		if (is_op(p, ".") || is_op(p, "->")) {
			outer = new_expr(p, BT_MEMBER);
			outer->op = words(p, p->t.start, p->t.len);
			next(p);
			if (p->t.kind != BTT_NAME && p->t.kind != BTT_NUMBER) {
				syntax(p, "a member");
				return e;
			}
			outer->name = words(p, p->t.start, p->t.len);
			next(p);
		} else if (is_op(p, "[") ) {
			outer = new_expr(p, BT_INDEX);
			next(p);
			outer->args = list(p, "]");
		} else if (is_op(p, "++") || is_op(p, "--")) {
			outer = new_expr(p, BT_UNARY);
			outer->op = words(p, p->t.start, p->t.len);
			outer->postfix = true;
			next(p);
		} else {
			return e;
		}
		outer->a = e;
		outer->span = e->span;
		end_at(outer, p);
		e = outer;
	}
	return e;
}

static struct bt_expr *unary(struct parser *p)
{
	static const char *const ops[] = { "-", "!", "~", "*", "&", "++", "--", "+" };
	struct bt_expr *e;
	size_t i;

	if (!enter(p)) {
		leave(p);
		return NULL;
	}
	for (i = 0; i < sizeof(ops) / sizeof(*ops); i++) {
		if (!is_op(p, ops[i]))
			continue;
		e = new_expr(p, BT_UNARY);
		e->op = ops[i];
		next(p);
		e->a = unary(p);
		end_at(e, p);
		leave(p);
		return e->a ? e : NULL;
	}
	e = postfix(p);
	leave(p);
	return e;
}

static const struct {
	const char *op;
	int level;
} binary_ops[] = {
	{ "||", 1 }, { "&&", 2 }, { "|", 3 }, { "^", 4 }, { "&", 5 }, { "==", 6 }, { "!=", 6 },
	{ "<", 7 }, { ">", 7 }, { "<=", 7 }, { ">=", 7 }, { "<<", 8 }, { ">>", 8 }, { "+", 9 },
	{ "-", 9 }, { "*", 10 }, { "/", 10 }, { "%", 10 },
};

/* In a filter a / before { is its end, not a division. */
static bool ends_filter(struct parser *p)
{
	struct bt_lexer copy = p->lex;

	if (!p->in_filter || !is_op(p, "/"))
		return false;
	while (copy.p < copy.end && isspace((unsigned char)*copy.p))
		copy.p++;
	return *copy.p == '{' || *copy.p == '/' || *copy.p == '#';
}

static int level_of(struct parser *p, const char **op)
{
	size_t i;

	for (i = 0; i < sizeof(binary_ops) / sizeof(*binary_ops); i++)
		if (is_op(p, binary_ops[i].op) && !ends_filter(p)) {
			*op = binary_ops[i].op;
			return binary_ops[i].level;
		}
	return 0;
}

static struct bt_expr *binary(struct parser *p, int least)
{
	struct bt_expr *left = unary(p), *e;
	const char *op;
	int level;

	while (left && !p->failed && (level = level_of(p, &op)) >= least && level) {
		e = new_expr(p, BT_BINARY);
		e->op = op;
		next(p);
		e->a = left;
		e->b = binary(p, level + 1);
		e->span = left->span;
		end_at(e, p);
		if (!e->b)
			return NULL;
		left = e;
	}
	return left;
}

static struct bt_expr *expression(struct parser *p)
{
	struct bt_expr *cond, *e;

	if (!enter(p)) {
		leave(p);
		return NULL;
	}
	cond = binary(p, 1);
	if (cond && is_op(p, "?")) {
		e = new_expr(p, BT_COND);
		next(p);
		e->a = cond;
		e->b = expression(p);
		expect(p, ":");
		e->c = expression(p);
		e->span = cond->span;
		end_at(e, p);
		cond = e->b && e->c ? e : NULL;
	}
	leave(p);
	return p->failed ? NULL : cond;
}

/* ---- statements ---- */

static struct bt_stmt *block(struct parser *p);

static struct bt_stmt *new_stmt(struct parser *p, enum bt_stmt_kind kind)
{
	struct bt_stmt *s = arena_new(p->a, struct bt_stmt);

	s->kind = kind;
	s->span = token_span(p);
	return s;
}

static struct bt_stmt *if_stmt(struct parser *p)
{
	struct bt_stmt *s = new_stmt(p, BTS_IF);

	next(p);
	s->e = expression(p);
	s->body = block(p);
	if (!is_name(p, "else"))
		return s;
	next(p);
	s->other = is_name(p, "if") ? if_stmt(p) : block(p);
	return s;
}

/* for ($kv : @map) { }, for ($i : 0..10) { } */
static struct bt_stmt *for_stmt(struct parser *p)
{
	struct bt_stmt *s = new_stmt(p, BTS_FOR);

	next(p);
	expect(p, "(");
	if (p->t.kind != BTT_VAR)
		syntax(p, "a variable");
	s->name = words(p, p->t.start + 1, p->t.len ? p->t.len - 1 : 0);
	next(p);
	expect(p, ":");
	s->a = expression(p);
	if (accept(p, ".."))
		s->b = expression(p);
	expect(p, ")");
	s->body = block(p);
	return s;
}

static struct bt_stmt *loop(struct parser *p, enum bt_stmt_kind kind)
{
	struct bt_stmt *s = new_stmt(p, kind);

	next(p);
	s->e = expression(p);
	s->body = block(p);
	return s;
}

/* let $x, let $x: uint64 = 3 */
static void skip_let(struct parser *p)
{
	if (is_name(p, "let"))
		next(p);
}

static void skip_declared_type(struct parser *p)
{
	if (!accept(p, ":"))
		return;
	while (p->t.kind == BTT_NAME || is_op(p, "*") || is_op(p, "[") || is_op(p, "]") || p->t.kind == BTT_NUMBER)
		next(p);
}

static bool is_assignment(const struct parser *p)
{
	return p->t.kind == BTT_OP && p->t.start[p->t.len - 1] == '=' && !is_op(p, "==") &&
	       !is_op(p, "!=") && !is_op(p, "<=") && !is_op(p, ">=");
}

static struct bt_stmt *simple(struct parser *p)
{
	struct bt_stmt *s = new_stmt(p, BTS_EXPR);

	skip_let(p);
	s->e = expression(p);
	if (s->e && s->e->kind == BT_VAR)
		skip_declared_type(p);
	if (s->e && is_assignment(p)) {
		s->kind = BTS_ASSIGN;
		s->op = words(p, p->t.start, p->t.len);
		s->a = s->e;
		next(p);
		s->e = expression(p);
	}
	s->span.len = length_from(p, s->span.off);
	if (!accept(p, ";") && !is_op(p, "}") && !p->t.newline_before)
		syntax(p, "`;'");
	return s;
}

static struct bt_stmt *statement(struct parser *p)
{
	static const struct {
		const char *word;
		enum bt_stmt_kind kind;
	} jumps[] = { { "break", BTS_BREAK }, { "continue", BTS_CONTINUE }, { "return", BTS_RETURN } };
	struct bt_stmt *s;
	size_t i;

	for (i = 0; i < 3; i++) {
		if (!is_name(p, jumps[i].word))
			continue;
		s = new_stmt(p, jumps[i].kind);
		next(p);
		accept(p, ";");
		return s;
	}
	if (is_name(p, "if"))
		return if_stmt(p);
	if (is_name(p, "for"))
		return for_stmt(p);
	if (is_name(p, "while"))
		return loop(p, BTS_WHILE);
	if (is_name(p, "unroll"))
		return loop(p, BTS_UNROLL);
	if (is_op(p, "{")) {
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

	if (!enter(p)) {
		leave(p);
		return NULL;
	}
	expect(p, "{");
	while (!p->failed && !is_op(p, "}")) {
		if (p->t.kind == BTT_END)
			syntax(p, "`}'");
		else if (!accept(p, ";")) {
			*last = statement(p);
			last = &(*last)->next;
		}
	}
	if (!p->failed)
		next(p);
	accept(p, ";");
	leave(p);
	return first;
}

/* ---- probes ---- */

static void split_point(struct parser *p, struct bt_point *pt)
{
	const char *word = pt->text, *colon;

	colon = strchr(word, ':');
	pt->kind = colon ? words(p, word, (uint32_t)(colon - word)) : word;
	while (colon && pt->n < 4) {
		word = colon + 1;
		/* The last part takes the rest: C++ names have colons too. */
		colon = pt->n == 3 ? NULL : strchr(word, ':');
		pt->parts[pt->n++] = colon ? words(p, word, (uint32_t)(colon - word)) : word;
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
	next(p);
	return pt;
}

static struct bt_item *probe(struct parser *p)
{
	struct bt_item *item = arena_new(p->a, struct bt_item);
	struct bt_point **last = &item->points;

	item->kind = BTI_PROBE;
	item->span = token_span(p);
	do {
		if (p->t.kind != BTT_NAME) {
			syntax(p, "a probe");
			return item;
		}
		*last = point(p);
		last = &(*last)->next;
		if (++p->points > MAX_POINTS && !p->failed) {
			diag(&p->m->s->diags, OLD_TOO_MANY, token_span(p), "bpftrace", (unsigned)MAX_POINTS, "probes");
			p->failed = true;
		}
	} while (!p->failed && accept(p, ","));
	if (is_op(p, "/")) {
		next(p);
		p->in_filter = true;
		item->filter = expression(p);
		p->in_filter = false;
		expect(p, "/");
	}
	item->body = block(p);
	item->span.len = length_from(p, item->span.off);
	return item;
}

/* struct x { … };  config = { … }: over it.  The kernel's types are known without. */
static struct bt_item *skipped(struct parser *p, const char *what)
{
	struct bt_item *item = arena_new(p->a, struct bt_item);
	unsigned depth = 0;

	item->kind = BTI_DROPPED;
	item->span = token_span(p);
	next(p);
	item->text = p->t.kind == BTT_NAME ? arena_printf(p->a, "%s %.*s", what, (int)p->t.len, p->t.start) : what;
	while (p->t.kind != BTT_END) {
		depth += is_op(p, "{");
		if (is_op(p, "}") && !--depth)
			break;
		if (is_op(p, ";") && !depth)
			break;
		next(p);
	}
	next(p);
	accept(p, ";");
	item->span.len = length_from(p, item->span.off);
	return item;
}

static struct bt_item *item(struct parser *p)
{
	static const char *const definitions[] = { "struct", "union", "enum", "typedef", "config", "import" };
	size_t i;

	for (i = 0; i < sizeof(definitions) / sizeof(*definitions); i++)
		if (is_name(p, definitions[i]))
			return skipped(p, definitions[i]);
	if (is_name(p, "macro") || is_name(p, "fn")) {
		syntax(p, "a probe (macros and functions of a script cannot be moved)");
		return NULL;
	}
	return probe(p);
}

static int by_place(const void *a, const void *b)
{
	uint32_t x = (*(struct bt_item *const *)a)->span.off, y = (*(struct bt_item *const *)b)->span.off;

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
	next(&p);
	while (!p.failed && p.t.kind != BTT_END) {
		*last = item(&p);
		if (*last)
			last = &(*last)->next;
	}
	return p.failed ? NULL : merge(&p, items, lines);
}

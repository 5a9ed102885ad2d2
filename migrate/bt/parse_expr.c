// SPDX-License-Identifier: GPL-2.0-or-later
/* See ast.h: the grammar of expressions, and the parser's way with words. */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "migrate/bt/parse_int.h"

/* ---- words ---- */

struct span bt_p_token_span(const struct parser *p)
{
	return bt_span(&p->lex, p->t.start, p->t.start + p->t.len);
}

void bt_p_syntax(struct parser *p, const char *wanted)
{
	if (!p->failed)
		diag(&p->m->s->diags, OLD_SYNTAX, bt_p_token_span(p), "bpftrace",
		     arena_printf(p->a, "%s is wanted before `%.*s'", wanted,
				  (int)(p->t.len < 30 ? p->t.len : 30), p->t.start));
	p->failed = true;
}

bool bt_p_enter(struct parser *p)
{
	if (p->depth++ < MAX_NESTING)
		return !p->failed;
	if (!p->failed)
		diag(&p->m->s->diags, OLD_TOO_DEEP, bt_p_token_span(p), "bpftrace",
		     (unsigned)MAX_NESTING);
	p->failed = true;
	return false;
}

void bt_p_leave(struct parser *p)
{
	p->depth--;
}

void bt_p_next(struct parser *p)
{
	p->last_end = p->t.start ? p->t.start + p->t.len : p->lex.p;
	p->t = bt_lex_next(&p->lex);
}

const char *bt_p_words(struct parser *p, const char *from, uint32_t n)
{
	return arena_strndup(p->a, from, n);
}

bool bt_p_is_op(const struct parser *p, const char *op)
{
	return p->t.kind == BTT_OP && p->t.len == strlen(op) && !strncmp(p->t.start, op, p->t.len);
}

bool bt_p_is_name(const struct parser *p, const char *name)
{
	return p->t.kind == BTT_NAME && p->t.len == strlen(name) &&
	       !strncmp(p->t.start, name, p->t.len);
}

bool bt_p_accept(struct parser *p, const char *op)
{
	if (!bt_p_is_op(p, op))
		return false;
	bt_p_next(p);
	return true;
}

void bt_p_expect(struct parser *p, const char *op)
{
	if (!bt_p_accept(p, op))
		bt_p_syntax(p, arena_printf(p->a, "`%s'", op));
}

/* How long what began there is: up to the last token that was taken. */
uint32_t bt_p_length_from(const struct parser *p, uint32_t off)
{
	uint32_t to = bt_span(&p->lex, p->last_end, p->last_end).off;

	return to > off ? to - off : 1;
}

/* ---- expressions ---- */

static struct bt_expr *unary(struct parser *p);

static struct bt_expr *new_expr(struct parser *p, enum bt_kind kind)
{
	struct bt_expr *e = arena_new(p->a, struct bt_expr);

	e->kind = kind;
	e->span = bt_p_token_span(p);
	return e;
}

static void end_at(struct bt_expr *e, struct parser *p)
{
	e->span.len = bt_p_length_from(p, e->span.off);
}

static struct bt_expr *list(struct parser *p, const char *end)
{
	struct bt_expr *first = NULL, **last = &first;

	if (bt_p_accept(p, end))
		return NULL;
	do {
		*last = bt_p_expression(p);
		if (!*last)
			return first;
		last = &(*last)->next;
	} while (bt_p_accept(p, ",") && !p->failed);
	bt_p_expect(p, end);
	return first;
}

static const char *const int_types[] = {
	"uint8",   "uint16",  "uint32",	 "uint64",   "int8",	 "int16",    "int32",
	"int64",   "char",    "short",	 "int",	     "long",	 "unsigned", "signed",
	"bool",	   "void",    "uint8_t", "uint16_t", "uint32_t", "uint64_t", "int8_t",
	"int16_t", "int32_t", "int64_t", "size_t",   "u8",	 "u16",	     "u32",
	"u64",	   "s8",      "s16",	 "s32",	     "s64",
};

static bool is_type_word(const struct parser *p)
{
	size_t i;

	if (bt_p_is_name(p, "struct") || bt_p_is_name(p, "union") || bt_p_is_name(p, "enum"))
		return true;
	for (i = 0; i < sizeof(int_types) / sizeof(*int_types); i++)
		if (bt_p_is_name(p, int_types[i]))
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
		bt_p_next(p);
		while (bt_p_is_op(p, "*")) {
			str_printf(&out, "%s*", star ? "" : " ");
			star = true;
			bt_p_next(p);
		}
	}
	if (bt_p_is_op(p, ")") && (sure || star)) {
		bt_p_next(p);
		return out.text;
	}
	*p = before;
	return NULL;
}

static struct bt_expr *parenthesized(struct parser *p)
{
	struct bt_expr *e = new_expr(p, BT_CAST), *inner;

	bt_p_next(p);
	e->type = type_in_parens(p);
	if (e->type) {
		e->a = unary(p);
		end_at(e, p);
		return e;
	}
	inner = bt_p_expression(p);
	if (inner && bt_p_is_op(p, ",")) {
		e->kind = BT_TUPLE;
		bt_p_next(p);
		inner->next = list(p, ")");
		e->args = inner;
		return e;
	}
	bt_p_expect(p, ")");
	if (inner)
		inner->parens = true;
	return inner;
}

static struct bt_expr *size_of(struct parser *p)
{
	struct bt_expr *e = new_expr(p, BT_SIZEOF);

	bt_p_next(p);
	bt_p_expect(p, "(");
	e->type = type_in_parens(p);
	if (!e->type) {
		e->a = bt_p_expression(p);
		bt_p_expect(p, ")");
	}
	return e;
}

/* offsetof(struct x, member) has no counterpart: its words are taken over. */
static struct bt_expr *offset_of(struct parser *p)
{
	struct bt_expr *e = new_expr(p, BT_CALL);

	e->name = "offsetof";
	bt_p_next(p);
	while (p->t.kind != BTT_END && !bt_p_is_op(p, ")") && !bt_p_is_op(p, ";"))
		bt_p_next(p);
	bt_p_expect(p, ")");
	end_at(e, p);
	return e;
}

/* pid() is pid: words of builtins.def, and those that are more than a word here. */
static bool is_value(const char *name)
{
	static const char *const names[] = {
#define FOREIGN(name, to) name,
#include "sema/foreign.def"
#undef FOREIGN
		"elapsed",
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(names[i], name))
			return strcmp(name, "kstack") && strcmp(name, "ustack");
	return false;
}

/* delete(@x, k) and has_key(@x, k) take apart what delete(@x[k]) has together: as that. */
static void join_key(struct bt_expr *call)
{
	struct bt_expr *map = call->args, *key = map ? map->next : NULL;

	if ((strcmp(call->name, "delete") && strcmp(call->name, "has_key")) || !key || key->next ||
	    map->kind != BT_MAP || map->has_key)
		return;
	map->has_key = true;
	map->args = key->kind == BT_TUPLE ? key->args : key;
	map->next = NULL;
}

static struct bt_expr *name_or_call(struct parser *p)
{
	struct bt_expr *e;

	if (bt_p_is_name(p, "sizeof"))
		return size_of(p);
	if (bt_p_is_name(p, "offsetof"))
		return offset_of(p);
	e = new_expr(p, BT_NAME);
	e->name = bt_p_words(p, p->t.start, p->t.len);
	bt_p_next(p);
	if (bt_p_is_op(p, "(")) {
		bt_p_next(p);
		e->kind = BT_CALL;
		e->args = list(p, ")");
		join_key(e);
		if (!e->args && is_value(e->name))
			e->kind = BT_NAME;
		end_at(e, p);
	}
	return e;
}

static struct bt_expr *map(struct parser *p)
{
	struct bt_expr *e = new_expr(p, BT_MAP);

	e->name = bt_p_words(p, p->t.start + 1, p->t.len - 1);
	bt_p_next(p);
	if (bt_p_is_op(p, "[")) {
		bt_p_next(p);
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

	e->name = e->text = bt_p_words(p, p->t.start + skip, n);
	e->number = (unsigned)strtoul(e->text, NULL, 10);
	bt_p_next(p);
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
	case BTT_NUMBER: return leaf(p, BT_NUMBER, 0, 0);
	case BTT_STRING: return strings(p);
	case BTT_VAR: return leaf(p, BT_VAR, 1, 0);
	case BTT_POSITIONAL: return leaf(p, BT_POSITIONAL, 1, 0);
	case BTT_MAP: return map(p);
	case BTT_NAME: return name_or_call(p);
	default:
		if (bt_p_is_op(p, "("))
			return parenthesized(p);
		bt_p_syntax(p, "a value");
		return NULL;
	}
}

static struct bt_expr *postfix(struct parser *p)
{
	struct bt_expr *e = primary(p), *outer;

	while (e && !p->failed) {
		if (bt_p_is_op(p, ".") || bt_p_is_op(p, "->")) {
			outer = new_expr(p, BT_MEMBER);
			outer->op = bt_p_words(p, p->t.start, p->t.len);
			bt_p_next(p);
			if (p->t.kind != BTT_NAME && p->t.kind != BTT_NUMBER) {
				bt_p_syntax(p, "a member");
				return e;
			}
			outer->name = bt_p_words(p, p->t.start, p->t.len);
			bt_p_next(p);
		} else if (bt_p_is_op(p, "[")) {
			outer = new_expr(p, BT_INDEX);
			bt_p_next(p);
			outer->args = list(p, "]");
		} else if (bt_p_is_op(p, "++") || bt_p_is_op(p, "--")) {
			outer = new_expr(p, BT_UNARY);
			outer->op = bt_p_words(p, p->t.start, p->t.len);
			outer->postfix = true;
			bt_p_next(p);
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

	if (!bt_p_enter(p)) {
		bt_p_leave(p);
		return NULL;
	}
	for (i = 0; i < sizeof(ops) / sizeof(*ops); i++) {
		if (!bt_p_is_op(p, ops[i]))
			continue;
		e = new_expr(p, BT_UNARY);
		e->op = ops[i];
		bt_p_next(p);
		e->a = unary(p);
		end_at(e, p);
		bt_p_leave(p);
		return e->a ? e : NULL;
	}
	e = postfix(p);
	bt_p_leave(p);
	return e;
}

static const struct {
	const char *op;
	int level;
} binary_ops[] = {
	{ "||", 1 }, { "&&", 2 }, { "|", 3 }, { "^", 4 },  { "&", 5 },	{ "==", 6 },
	{ "!=", 6 }, { "<", 7 },  { ">", 7 }, { "<=", 7 }, { ">=", 7 }, { "<<", 8 },
	{ ">>", 8 }, { "+", 9 },  { "-", 9 }, { "*", 10 }, { "/", 10 }, { "%", 10 },
};

/* In a filter a / before { is its end, not a division. */
static bool ends_filter(struct parser *p)
{
	struct bt_lexer copy = p->lex;

	if (!p->in_filter || !bt_p_is_op(p, "/"))
		return false;
	while (copy.p < copy.end && isspace((unsigned char)*copy.p))
		copy.p++;
	return *copy.p == '{' || *copy.p == '/' || *copy.p == '#';
}

static int level_of(struct parser *p, const char **op)
{
	size_t i;

	for (i = 0; i < sizeof(binary_ops) / sizeof(*binary_ops); i++)
		if (bt_p_is_op(p, binary_ops[i].op) && !ends_filter(p)) {
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
		bt_p_next(p);
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

struct bt_expr *bt_p_expression(struct parser *p)
{
	struct bt_expr *cond, *e;

	if (!bt_p_enter(p)) {
		bt_p_leave(p);
		return NULL;
	}
	cond = binary(p, 1);
	if (cond && bt_p_is_op(p, "?")) {
		e = new_expr(p, BT_COND);
		bt_p_next(p);
		e->a = cond;
		e->b = bt_p_expression(p);
		bt_p_expect(p, ":");
		e->c = bt_p_expression(p);
		e->span = cond->span;
		end_at(e, p);
		cond = e->b && e->c ? e : NULL;
	}
	bt_p_leave(p);
	return p->failed ? NULL : cond;
}

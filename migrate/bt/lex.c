// SPDX-License-Identifier: GPL-2.0-or-later
/* See ast.h: words, comments and the lines of the preprocessor. */

#include <ctype.h>
#include <string.h>

#include "migrate/bt/ast.h"

void bt_lex_init(struct bt_lexer *l, struct migration *m, struct bt_item **dropped)
{
	const struct source *src = m->original;

	*l = (struct bt_lexer){
		.m = m,
		.text = src->text,
		.p = src->text,
		.end = src->text + src->len,
		.dropped = dropped,
	};
}

struct span bt_span(const struct bt_lexer *l, const char *from, const char *to)
{
	return (struct span){ l->m->original->base + (uint32_t)(from - l->text),
			      (uint32_t)(to - from) };
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* ---- the preprocessor ---- */

static struct bt_item *new_item(struct bt_lexer *l, enum bt_item_kind kind, const char *from,
				const char *to)
{
	struct bt_item *i = arena_new(&l->m->s->arena, struct bt_item);

	i->kind = kind;
	i->span = bt_span(l, from, to);
	*l->dropped = i;
	l->dropped = &i->next;
	return i;
}

static const char *skip_spaces(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return p;
}

/* #define NAME value; with parameters it is a macro, which a person has to look at. */
static void define(struct bt_lexer *l, const char *from, const char *p, const char *end)
{
	struct arena *a = &l->m->s->arena;
	const char *name = p, *stop;
	struct bt_item *i;

	while (p < end && is_word(*p))
		p++;
	stop = strstr(p, "//");
	if (!stop || stop > end)
		stop = end;
	while (stop > p && strchr(" \t\r", stop[-1]))
		stop--;
	i = new_item(l, p < end && *p == '(' ? BTI_DROPPED : BTI_DEFINE, from, stop);
	i->name = arena_strndup(a, name, (size_t)(p - name));
	p = skip_spaces(p, stop);
	i->text = arena_strndup(a, p, (size_t)(stop - p));
	if (i->kind == BTI_DEFINE && !*i->text)
		i->kind = BTI_DROPPED;
	if (i->kind == BTI_DROPPED)
		i->text = arena_printf(a, "#define %s", i->name);
}

static bool starts(const char *p, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - p) >= n && !memcmp(p, word, n) && (p + n == end || !is_word(p[n]));
}

/* A bpftrace with BTF defines one name. */
static bool condition(const char *p, const char *end)
{
	bool negative = *p == 'i' && p[2] == 'n'; /* #ifndef */
	const char *name = skip_spaces(p + strcspn(p, " \t\n"), end);

	if (starts(p, end, "if"))
		return *name != '0';
	return starts(name, end, "BPFTRACE_HAVE_BTF") != negative;
}

static void directive(struct bt_lexer *l, const char *from, const char *end)
{
	const char *p = skip_spaces(from + 1, end);

	if (starts(p, end, "if") || starts(p, end, "ifdef") || starts(p, end, "ifndef")) {
		l->depth++;
		if (!l->skipping && !condition(p, end))
			l->skipping = l->depth;
	} else if (starts(p, end, "else") || starts(p, end, "elif")) {
		if (l->skipping == l->depth)
			l->skipping = 0;
		else if (!l->skipping)
			l->skipping = l->depth;
	} else if (starts(p, end, "endif")) {
		if (l->skipping == l->depth)
			l->skipping = 0;
		l->depth -= l->depth > 0;
	} else if (!l->skipping && starts(p, end, "define")) {
		define(l, from, skip_spaces(p + 6, end), end);
	} else if (!l->skipping && starts(p, end, "include")) {
		new_item(l, BTI_DROPPED, from, end)->text =
			arena_strndup(&l->m->s->arena, from, (size_t)(end - from));
	}
}

/* ---- blanks ---- */

static void comment(struct bt_lexer *l, const char *from, const char *inside, size_t n)
{
	if (!l->skipping)
		writer_note_comment(&l->m->out, bt_span(l, from, l->p), inside, n);
}

static bool skip_one(struct bt_lexer *l)
{
	const char *from = l->p, *stop;
	bool line_start = from == l->text || from[-1] == '\n';

	if (isspace((unsigned char)*from)) {
		l->p++;
		return true;
	}
	if (*from == '#' && line_start) {
		stop = memchr(from, '\n', (size_t)(l->end - from));
		l->p = stop ? stop : l->end;
		if (from[1] != '!')
			directive(l, from, l->p);
		return true;
	}
	if (from[0] == '/' && from[1] == '/') {
		stop = memchr(from, '\n', (size_t)(l->end - from));
		l->p = stop ? stop : l->end;
		comment(l, from, from + 2, (size_t)(l->p - from) - 2);
		return true;
	}
	if (from[0] == '/' && from[1] == '*') {
		stop = strstr(from + 2, "*/");
		l->p = stop ? stop + 2 : l->end;
		comment(l, from, from + 2, (size_t)((stop ? stop : l->end) - from) - 2);
		return true;
	}
	return false;
}

void bt_lex_skip(struct bt_lexer *l)
{
	while (l->p < l->end) {
		if (skip_one(l))
			continue;
		if (!l->skipping)
			return;
		l->p++;
	}
}

/* ---- words ---- */

static const char *string_end(const struct bt_lexer *l, const char *p)
{
	for (p++; p < l->end && *p != '"'; p++)
		p += *p == '\\' && p + 1 < l->end;
	return p < l->end ? p + 1 : l->end;
}

static uint32_t op_length(const char *p)
{
	static const char *const ops[] = { "<<=", ">>=", "->", "++", "--", "<<", ">>", "<=",
					   ">=",  "==",	 "!=", "&&", "||", "+=", "-=", "*=",
					   "/=",  "%=",	 "&=", "|=", "^=", ".." };
	size_t i;

	for (i = 0; i < sizeof(ops) / sizeof(*ops); i++)
		if (!strncmp(p, ops[i], strlen(ops[i])))
			return (uint32_t)strlen(ops[i]);
	return 1;
}

static const char *word_end(const struct bt_lexer *l, const char *p)
{
	while (p < l->end && is_word(*p))
		p++;
	return p;
}

struct bt_token bt_lex_next(struct bt_lexer *l)
{
	struct bt_token t = { .kind = BTT_END };
	const char *p, *before = l->p;

	bt_lex_skip(l);
	p = l->p;
	t.newline_before = memchr(before, '\n', (size_t)(p - before)) != NULL;
	t.start = p;
	if (p >= l->end)
		return t;
	if (*p == '$' && (isdigit((unsigned char)p[1]) || p[1] == '#')) {
		t.kind = BTT_POSITIONAL;
		p = p[1] == '#' ? p + 2 : word_end(l, p + 1);
	} else if (*p == '$' || *p == '@') {
		t.kind = *p == '$' ? BTT_VAR : BTT_MAP;
		p = word_end(l, p + 1);
	} else if (*p == '"') {
		t.kind = BTT_STRING;
		p = string_end(l, p);
	} else if (is_word(*p)) {
		t.kind = isdigit((unsigned char)*p) ? BTT_NUMBER : BTT_NAME;
		p = word_end(l, p);
	} else {
		t.kind = BTT_OP;
		p += op_length(p);
	}
	l->p = p > l->end ? l->end : p;
	t.len = (uint32_t)(l->p - t.start);
	return t;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* See stp.h: bytes → words. */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "migrate/stp/stp.h"

struct lex {
	struct migration *m;
	const char *text, *p, *end;
	struct stp_words *out;
	bool failed;
};

/* Longest first. */
static const char *const operators[] = {
	"<<<", ">>>", "<<=", ">>=", "==", "!=", "<=", ">=", "=~", "!~", "+=",
	"-=",  "*=",  "/=",  "%=",  "&=", "^=", "|=", ".=", "&&", "||", "++",
	"--",  "->",  "<<",  ">>",  "%(", "%?", "%:", "%)", "**",
};

static struct span span_at(const struct lex *l, const char *from, const char *to)
{
	return (struct span){ l->m->original->base + (uint32_t)(from - l->text),
			      (uint32_t)(to - from) };
}

static void bad(struct lex *l, const char *from, const char *to, const char *what)
{
	diag(&l->m->s->diags, STP_SYNTAX, span_at(l, from, to), what);
	l->failed = true;
}

static bool is_first(char c)
{
	return isalpha((unsigned char)c) || c == '_';
}

static bool is_name(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static struct stp_word *push(struct lex *l, enum stp_word_kind kind, const char *from, size_t n,
			     const char *start, const char *stop)
{
	struct arena *a = &l->m->s->arena;
	struct stp_word *w = arena_push(a, l->out->v, l->out->n, l->out->cap);

	*w = (struct stp_word){ .kind = kind,
				.text = arena_strndup(a, from, n),
				.span = span_at(l, start, stop) };
	return w;
}

/* ---- comments ---- */

static void line_comment(struct lex *l, unsigned sign)
{
	const char *start = l->p, *from = start + sign;

	while (l->p < l->end && *l->p != '\n')
		l->p++;
	if (start == l->text && l->end - start > 1 && start[1] == '!')
		return; /* the interpreter's line */
	if (from > l->p)
		from = l->p;
	writer_note_comment(&l->m->out, span_at(l, start, l->p), from, (size_t)(l->p - from));
}

static void block_comment(struct lex *l)
{
	const char *start = l->p, *stop = strstr(start + 2, "*/");

	if (!stop) {
		bad(l, start, start + 2, "a comment without an end");
		l->p = l->end;
		return;
	}
	l->p = stop + 2;
	writer_note_comment(&l->m->out, span_at(l, start, l->p), start + 2,
			    (size_t)(stop - start - 2));
}

/* ---- words ---- */

static void number(struct lex *l)
{
	const char *start = l->p;
	char *stop;
	struct stp_word *w;
	uint64_t v = strtoull(start, &stop, 0);

	if (stop < l->end && is_name(*stop)) {
		while (stop < l->end && is_name(*stop))
			stop++;
		bad(l, start, stop, "a number with letters");
	}
	l->p = stop;
	w = push(l, STP_NUMBER, start, (size_t)(stop - start), start, stop);
	w->number = (int64_t)v;
}

static void string(struct lex *l)
{
	const char *start = l->p++;

	while (l->p < l->end && *l->p != '"' && *l->p != '\n')
		l->p += *l->p == '\\' && l->p + 1 < l->end ? 2 : 1;
	if (l->p >= l->end || *l->p != '"') {
		bad(l, start, start + 1, "a string without an end");
		l->p = l->end;
		return;
	}
	l->p++;
	push(l, STP_STRING, start + 1, (size_t)(l->p - start - 2), start, l->p);
}

/* @name, @1, $name, $$name, $1, $#, $x$, $x$$ */
static void sign_word(struct lex *l, char sign)
{
	const char *start = l->p++, *from;
	struct stp_word *w;

	if (l->p < l->end && *l->p == '#') {
		l->p++;
		push(l, STP_ARGC, start, 2, start, l->p);
		return;
	}
	if (sign == '$' && l->p < l->end && *l->p == '$')
		l->p++;
	from = l->p;
	while (l->p < l->end && is_name(*l->p))
		l->p++;
	if (l->p == from)
		return bad(l, start, l->p, "a sign without a name");
	if (isdigit((unsigned char)*from)) {
		w = push(l, sign == '$' ? STP_ARG : STP_ARG_STRING, start, (size_t)(l->p - start),
			 start, l->p);
		w->number = l->p - from > 3 ? STP_MAX_ARGS + 1 : atoi(from);
		if (w->number < 1 || w->number > STP_MAX_ARGS)
			bad(l, start, l->p, "an argument beyond $32");
		return;
	}
	if (sign == '@') {
		push(l, STP_AT, from, (size_t)(l->p - from), start, l->p);
		return;
	}
	while (l->p < l->end && *l->p == '$' && l->p - from < 256)
		l->p++;
	push(l, STP_DOLLAR, start, (size_t)(l->p - start), start, l->p);
}

static void embedded(struct lex *l)
{
	const char *start = l->p, *stop = strstr(start + 2, "%}");

	if (!stop) {
		bad(l, start, start + 2, "embedded C without an end");
		l->p = l->end;
		return;
	}
	l->p = stop + 2;
	push(l, STP_EMBEDDED, start, 2, start, l->p);
}

static void op(struct lex *l)
{
	const char *start = l->p;
	size_t i, n = 1;

	for (i = 0; i < sizeof(operators) / sizeof(*operators); i++)
		if (!strncmp(start, operators[i], strlen(operators[i]))) {
			n = strlen(operators[i]);
			break;
		}
	l->p += n;
	if (n == 1 && !strchr("+-*/%=<>!~&|^?:.,;()[]{}", *start))
		return bad(l, start, l->p, "a byte that is no word");
	push(l, STP_OP, start, n, start, l->p);
}

static void name(struct lex *l)
{
	const char *start = l->p;

	while (l->p < l->end && (is_name(*l->p) || *l->p == '$'))
		l->p++;
	push(l, STP_NAME, start, (size_t)(l->p - start), start, l->p);
}

static void word(struct lex *l)
{
	char c = *l->p, next = l->p + 1 < l->end ? l->p[1] : 0;

	if (c == '#' || (c == '/' && next == '/'))
		line_comment(l, c == '#' ? 1 : 2);
	else if (c == '/' && next == '*')
		block_comment(l);
	else if (c == '%' && next == '{')
		embedded(l);
	else if (c == '"')
		string(l);
	else if (isdigit((unsigned char)c))
		number(l);
	else if (c == '$' || c == '@')
		sign_word(l, c);
	else if (is_first(c))
		name(l);
	else
		op(l);
}

bool stp_lex(struct migration *m, struct stp_words *out)
{
	const struct source *src = m->original;
	struct lex l = {
		.m = m, .text = src->text, .p = src->text, .end = src->text + src->len, .out = out
	};

	while (l.p < l.end && !l.failed) {
		if (isspace((unsigned char)*l.p))
			l.p++;
		else
			word(&l);
		if (out->n > STP_MAX_WORDS)
			bad(&l, l.p, l.p, "more words than a script has");
	}
	push(&l, STP_END, "", 0, l.end, l.end);
	return !l.failed;
}

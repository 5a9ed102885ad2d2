// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See gen.h: s =~ "pattern".
 *
 * Many patterns only choose among a few words: "^/tmp/", "\.(gz|bz2)$".  Such a one becomes its words, and
 * each of them a comparison.  START and END stand in a word for ^ and $.
 */

#include <string.h>

#include "migrate/stp/gen.h"

#define MAX_WORDS 16
#define MAX_GROUPS 16 /* inside of each other */
#define START '\1'
#define END '\2'

struct words {
	const char *v[MAX_WORDS];
	unsigned n;
};

struct pattern {
	struct arena *a;
	const char *p;
	unsigned depth;
	bool failed; /* it is more than words */
};

static void add(struct pattern *re, struct words *to, const char *word)
{
	if (to->n == MAX_WORDS)
		re->failed = true;
	else
		to->v[to->n++] = word;
}

/* Each word of a with each word of b behind it. */
static struct words joined(struct pattern *re, const struct words *a, const struct words *b)
{
	struct words all = { .n = 0 };
	unsigned i, j;

	for (i = 0; i < a->n; i++)
		for (j = 0; j < b->n; j++)
			add(re, &all, arena_printf(re->a, "%s%s", a->v[i], b->v[j]));
	return all;
}

static struct words choice(struct pattern *re);

/* [abc]; ranges, and what begins with ^, are more than words. */
static struct words class(struct pattern *re)
{
	struct words all = { .n = 0 };

	for (; *re->p && *re->p != ']'; re->p++) {
		if (strchr("^-\\[", *re->p))
			re->failed = true;
		add(re, &all, arena_printf(re->a, "%c", *re->p));
	}
	re->failed |= *re->p != ']' || !all.n;
	re->p += *re->p == ']';
	return all;
}

static struct words group(struct pattern *re)
{
	struct words all = { .n = 0 };

	if (++re->depth > MAX_GROUPS)
		re->failed = true;
	else
		all = choice(re);
	re->depth--;
	re->failed |= *re->p != ')';
	re->p += *re->p == ')';
	return all;
}

static struct words one(struct pattern *re)
{
	struct words w = { .n = 0 };
	char c = *re->p++;

	if (c == '(')
		return group(re);
	if (c == '[')
		return class(re);
	if (c == '^' || c == '$') {
		add(re, &w, c == '^' ? "\1" : "\2");
		return w;
	}
	if (c == '\\' && *re->p && strchr("\\.^$|()[]{}*+?/-", *re->p))
		c = *re->p++;
	else if (strchr("\\.*+?{}]", c))
		re->failed = true;
	add(re, &w, arena_printf(re->a, "%c", c));
	return w;
}

/* x? is x or nothing; x* at the very end, where anything may follow, is nothing. */
static void repeat(struct pattern *re, struct words *w)
{
	if (*re->p == '*' && (!re->p[1] || re->p[1] == '|') && !re->depth) {
		*w = (struct words){ .v = { "" }, .n = 1 };
		re->p++;
	} else if (*re->p == '?') {
		add(re, w, "");
		re->p++;
	}
	re->failed |= *re->p && strchr("*+?{", *re->p) != NULL;
}

static struct words sequence(struct pattern *re)
{
	struct words all = { .v = { "" }, .n = 1 }, w;

	while (!re->failed && *re->p && *re->p != '|' && *re->p != ')') {
		w = one(re);
		repeat(re, &w);
		all = joined(re, &all, &w);
	}
	return all;
}

static struct words choice(struct pattern *re)
{
	struct words all = sequence(re), w;
	unsigned i;

	while (!re->failed && *re->p == '|') {
		re->p++;
		w = sequence(re);
		for (i = 0; i < w.n; i++)
			add(re, &all, w.v[i]);
	}
	return all;
}

/* What stands between the quotes, its escapes undone. */
static const char *unquoted(struct arena *a, const char *text)
{
	struct str s;

	str_init(&s, a);
	for (; *text; text++) {
		text += *text == '\\' && text[1];
		str_putc(&s, *text);
	}
	return s.len ? s.text : "";
}

static void put_word(struct str *out, const char *subject, const char *word)
{
	bool start = *word == START;
	size_t n;
	bool end;

	word += start;
	n = strlen(word);
	end = n && word[n - 1] == END;
	n -= end;
	if (start && end)
		str_printf(out, "%s == ", subject);
	else
		str_printf(out, "%s(%s, ", start ? "starts_with" : end ? "ends_with" : "contains", subject);
	str_put_c_literal(out, word, n);
	str_puts(out, start && end ? "" : ")");
}

/* ^ and $ are where they mean something, and something is left to look for. */
static bool is_sound(const char *word)
{
	size_t n = strlen(word);

	return n && strspn(word, "\1\2") < n && !memchr(word + 1, START, n - 1) &&
	       !memchr(word, END, n - 1);
}

bool stp_put_match(struct stp_gen *g, struct str *out, struct stp_expr *e, enum stp_binds least)
{
	struct pattern re = { .a = g->a };
	const char *subject;
	struct words w;
	bool parens;
	unsigned i;

	if (e->b->kind != STP_EX_STRING)
		return false;
	re.p = unquoted(g->a, e->b->text);
	w = choice(&re);
	if (re.failed || *re.p || (w.n > 1 && e->a->kind != STP_EX_NAME))
		return false;
	for (i = 0; i < w.n; i++)
		if (!is_sound(w.v[i]))
			return false;
	subject = stp_expr_text(g, e->a, w.n > 1 ? BINDS_EQUAL : BINDS_TERNARY);
	parens = *e->text == '!' || least > BINDS_OROR;
	str_printf(out, "%s%s", *e->text == '!' ? "!" : "", parens ? "(" : "");
	for (i = 0; i < w.n; i++) {
		str_puts(out, i ? " || " : "");
		put_word(out, subject, w.v[i]);
	}
	str_puts(out, parens ? ")" : "");
	return true;
}

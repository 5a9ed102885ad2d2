// SPDX-License-Identifier: GPL-2.0-or-later
/* See list.h. */

#include "probes/list.h"

#include <string.h>

#include "parser/parser.h"
#include "probes/kind.h"

struct lister {
	struct sema *s;
	list_fn *fn;
	void *arg;
	size_t n;
};

static void count(void *arg, const struct listed *l)
{
	struct lister *to = arg;

	to->n++;
	to->fn(to->arg, l);
}

/* The pattern as the one point of a script; NULL when it is none. */
static const struct point *as_point(struct session *s, const char *text)
{
	const char *words = arena_printf(&s->arena, "probe %s { }", text);
	struct session trial;
	bool fits;

	session_init(&trial);
	parse_text(&trial, "the pattern", words, strlen(words));
	fits = !diags_failed(&trial.diags);
	session_free(&trial);
	if (!fits)
		return NULL;
	return parse_text(s, "the pattern", words, strlen(words))->items->points;
}

/* fprobe(tcp_*) as fprobe("tcp_*"). */
static const char *quoted(struct arena *a, const char *kind, const char *text, size_t n)
{
	struct str out;

	str_init(&out, a);
	str_puts(&out, kind);
	str_putc(&out, '(');
	str_put_c_literal(&out, text, n);
	str_putc(&out, ')');
	return out.text;
}

static bool list_point(struct lister *to, const struct kind *k, const struct point *pt)
{
	if (!pt || !pt->parts->has_args) {
		diag(to->s->d, BAD_PROBE_ARGS, NO_SPAN, k->name, k->syntax);
		return false;
	}
	return k->list(to->s, pt->parts, count, to);
}

/* begin, timer …: what its points look like. */
static void list_kind(struct lister *to, const struct kind *k)
{
	struct listed l = { .kind = k->name, .about = k->syntax };

	count(to, &l);
}

static bool list_all(struct lister *to, const char *pattern)
{
	const struct kind *k;
	unsigned i;

	for (i = 0; (k = kind_at(i)); i++)
		if (!k->list && !strcmp(k->name, pattern))
			list_kind(to, k);
		else if (k->list && !k->list_alone && !list_point(to, k, as_point(to->s->s, quoted(to->s->a, k->name, pattern,
									     strlen(pattern)))))
			return false;
	return true;
}

/* One kind's: what is before the parenthesis names it. */
static bool list_one(struct lister *to, const char *pattern, size_t n)
{
	const char *word = arena_strndup(to->s->a, pattern, n), *end = strrchr(pattern, ')'), *colon = strchr(pattern, ':');
	const struct kind *k = kind_named(arena_strndup(to->s->a, word, strcspn(word, ".")));
	const struct point *pt;

	if (!k || (k->list && strchr(word, '.'))) {
		diag(to->s->d, UNKNOWN_PROBE, NO_SPAN, word);
		return false;
	}
	if (!k->list) {
		list_kind(to, k);
		return true;
	}
	if (strchr(pattern, '"') || !end)
		pt = as_point(to->s->s, pattern);
	else if (k->has_file && colon)
		pt = as_point(to->s->s, arena_printf(to->s->a, "%s(\"%.*s\":\"%.*s\")", word,
						     (int)(colon - pattern - (long)n - 1), pattern + n + 1,
						     (int)(end - colon - 1), colon + 1));
	else
		pt = as_point(to->s->s, quoted(to->s->a, word, pattern + n + 1,
					       (size_t)(end - pattern) - n - 1));
	return list_point(to, k, pt);
}

bool probes_list(struct session *session, struct target *t, const char *pattern, list_fn *fn, void *arg)
{
	struct sema s = { .s = session, .a = &session->arena, .d = &session->diags, .target = t };
	struct lister to = { &s, fn, arg, 0 };
	size_t n = strcspn(pattern, "(");
	bool ok;

	s.p = arena_new(s.a, struct program);
	table_init(&s.names, s.a);
	table_init(&s.selections, s.a);
	table_init(&s.user_points, s.a);
	ok = pattern[n] ? list_one(&to, pattern, n) : list_all(&to, pattern);
	if (ok && !to.n)
		diag(s.d, NO_MATCH, NO_SPAN, pattern);
	return ok && to.n;
}

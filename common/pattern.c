// SPDX-License-Identifier: GPL-2.0-or-later
/* See pattern.h. */

#include "common/pattern.h"

#include <fnmatch.h>
#include <string.h>

/* The first of `stops' at or behind s that is not within brackets; the end when there is none. */
static const char *outside(const char *s, const char *stops)
{
	int depth = 0;

	for (; *s; s++) {
		if (!depth && strchr(stops, *s))
			break;
		if (*s == '(' || *s == '<' || *s == '{')
			depth++;
		else if (depth && (*s == ')' || *s == '>' || *s == '}'))
			depth--;
	}
	return s;
}

static bool expand(struct pattern *p, struct arena *a, const char *word)
{
	const char *open = outside(word, "{}"), *close, *from, *to;
	bool ok = true;

	if (!*open) {
		if (p->n == PATTERN_MAX)
			return false;
		*arena_push(a, p->words, p->n, p->cap) = word;
		return true;
	}
	close = *open == '{' ? outside(open + 1, "}") : "";
	if (!*close)
		return false;
	for (from = open + 1; ok && from <= close; from = to + 1) {
		to = outside(from, ",}");
		ok = expand(p, a, arena_printf(a, "%.*s%.*s%s", (int)(open - word), word,
					       (int)(to - from), from, close + 1));
	}
	return ok;
}

bool pattern_init(struct pattern *p, struct arena *a, const char *text)
{
	const char *from = text, *to;
	size_t n;
	unsigned i;

	*p = (struct pattern){ .text = text };
	for (;; from = to + 1) {
		from += strspn(from, " \t");
		to = outside(from, ",");
		for (n = (size_t)(to - from); n && (from[n - 1] == ' ' || from[n - 1] == '\t'); n--)
			;
		if (!expand(p, a, arena_strndup(a, from, n)))
			return false;
		if (!*to)
			break;
	}
	p->many = p->n > 1;
	for (i = 0; i < p->n; i++)
		p->many |= p->words[i][strcspn(p->words[i], "*?[")] != 0;
	return true;
}

bool pattern_matches(const struct pattern *p, const char *name)
{
	unsigned i;

	for (i = 0; i < p->n; i++)
		if (!strcmp(p->words[i], name) || (p->many && !fnmatch(p->words[i], name, 0)))
			return true;
	return false;
}

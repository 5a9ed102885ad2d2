// SPDX-License-Identifier: GPL-2.0-or-later
/* See name_pattern.h. */

#include "probes/uprobe/name_pattern.h"

#include <string.h>

/* The end of a part: a comma outside of all brackets. */
static const char *part_end(const char *s)
{
	int depth = 0;

	for (; *s && (depth || *s != ','); s++) {
		if (strchr("(<{", *s))
			depth++;
		else if (depth && strchr(")>}", *s))
			depth--;
	}
	return s;
}

static bool braces_match(const char *s)
{
	int depth = 0;

	for (; *s && depth >= 0; s++)
		depth += (*s == '{') - (*s == '}');
	return !depth;
}

bool name_pattern_init(struct name_pattern *p, struct arena *a, const char *text)
{
	const char *from = text, *to;
	size_t n;

	*p = (struct name_pattern){ .text = text, .many = text[strcspn(text, "*?[{")] };
	p->parts = arena_array(a, const char *, strlen(text) + 1);
	for (;; from = to + 1) {
		from += strspn(from, " \t");
		to = part_end(from);
		for (n = (size_t)(to - from); n && strchr(" \t", from[n - 1]); n--)
			;
		if (!n)
			return false;
		p->parts[p->n++] = arena_strndup(a, from, n);
		if (!*to)
			break;
	}
	p->many |= p->n > 1;
	return braces_match(text);
}

bool name_pattern_matches(const struct name_pattern *p, const char *name)
{
	unsigned i;

	for (i = 0; i < p->n; i++)
		if (!strcmp(p->parts[i], name) || (p->many && pattern_matches(p->parts[i], name)))
			return true;
	return false;
}

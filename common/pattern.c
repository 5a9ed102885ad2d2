// SPDX-License-Identifier: GPL-2.0-or-later
/* See pattern.h. */

#include "common/pattern.h"

#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#define PATTERN_MAX 512		/* bytes of a part with its alternatives put in */
#define BRACES_MAX 8		/* pairs of braces in a part */

bool pattern_is_one_name(const char *pattern)
{
	return !pattern[strcspn(pattern, "*?[]{}, ")];
}

/* Where the alternative or part that begins here ends: at a comma, or the brace that closes. */
static const char *part_end(const char *at)
{
	unsigned depth = 0;

	for (; *at; at++) {
		if ((*at == ',' || *at == '}') && !depth)
			break;
		depth += *at == '{';
		depth -= *at == '}';
	}
	return at;
}

unsigned pattern_split(struct arena *a, const char *list, const char ***parts)
{
	const char **v = arena_array(a, const char *, strlen(list) + 1), *end;
	unsigned n = 0;

	for (;; list = end + 1) {
		size_t len;

		list += strspn(list, " \t\n");
		end = part_end(list);
		len = (size_t)(end - list);
		while (len && strchr(" \t\n", list[len - 1]))
			len--;
		if (len)
			v[n++] = arena_strndup(a, list, len);
		if (!*end)
			break;
	}
	*parts = v;
	return n;
}

static bool matches(const char *pattern, const char *name, unsigned braces)
{
	size_t head = strcspn(pattern, "{");
	const char *at, *end, *close = pattern + head;
	char one[PATTERN_MAX];

	if (!pattern[head])
		return !fnmatch(pattern, name, 0);
	do
		close = part_end(close + 1);
	while (*close == ',');
	if (!*close || braces == BRACES_MAX)
		return false;
	for (at = pattern + head + 1;; at = end + 1) {
		end = part_end(at);
		if (snprintf(one, sizeof(one), "%.*s%.*s%s", (int)head, pattern, (int)(end - at), at,
			     close + 1) < (int)sizeof(one) &&
		    matches(one, name, braces + 1))
			return true;
		if (end >= close)
			return false;
	}
}

bool pattern_matches(const char *part, const char *name)
{
	return matches(part, name, 0);
}

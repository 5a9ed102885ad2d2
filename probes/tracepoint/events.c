// SPDX-License-Identifier: GPL-2.0-or-later
/* See events.h. */

#include "probes/tracepoint/events.h"

#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#include "common/pattern.h"

static const struct {
	const char *system, *names;
} events[] = {
#define EVENTS(system, names) { #system, names },
#include "probes/tracepoint/events.def"
#undef EVENTS
};

static bool has_word(const char *words, const char *word)
{
	size_t len = strlen(word);
	const char *at;

	for (at = words; (at = strstr(at, word)); at += len)
		if ((at == words || at[-1] == ' ') && (at[len] == ' ' || !at[len]))
			return true;
	return false;
}

const char *event_system(struct arena *a, const char *tracepoint)
{
	size_t i;

	(void)a;
	for (i = 0; i < sizeof(events) / sizeof(*events); i++)
		if (has_word(events[i].names, tracepoint))
			return events[i].system;
	return NULL;
}

static bool has_match(const char *words, const char *pattern)
{
	char word[128];
	int n;

	for (; sscanf(words, " %127s%n", word, &n) == 1; words += n)
		if (!fnmatch(pattern, word, 0))
			return true;
	return false;
}

const char *event_system_of_pattern(const char *pattern)
{
	size_t i;

	for (i = 0; i < sizeof(events) / sizeof(*events); i++)
		if (has_match(events[i].names, pattern))
			return events[i].system;
	return NULL;
}

bool event_in_system(struct arena *a, const char *tracepoint, const char *pattern)
{
	const char *system = event_system(a, tracepoint);
	size_t len = strlen(pattern);

	if (system)
		return pattern_matches(pattern, system);
	if (!pattern_is_one_name(pattern))
		return pattern_matches(arena_printf(a, "%s%s", pattern, pattern[len - 1] == '*' ? "" : "_*"),
				       tracepoint);
	return !strncmp(tracepoint, pattern, len) && tracepoint[len] == '_';
}

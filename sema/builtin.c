// SPDX-License-Identifier: GPL-2.0-or-later
/* The table of built-ins: rows of builtins.def with their prototypes read. */

#include <stdio.h>
#include <string.h>

#include "sema/lower.h"

const struct builtin_info builtin_info[BUILTIN_COUNT] = {
#define BUILTIN(name, proto, places, dialect, doc) { #name, proto, places, #dialect, doc },
#include "sema/builtins.def"
#undef BUILTIN
};

static const struct {
	const char *word;
	struct type type;
} results[] = {
	{ "int64", { .kind = TY_INT, .size = 8, .is_signed = true } },
	{ "uint64", { .kind = TY_INT, .size = 8 } },
	{ "uint32", { .kind = TY_INT, .size = 4 } },
	{ "time", { .kind = TY_INT, .size = 8, .is_signed = true, .show = SHOW_TIME } },
	{ "duration", { .kind = TY_INT, .size = 8, .is_signed = true, .show = SHOW_DURATION } },
	{ "string256", { .kind = TY_STRING, .width = 256 } },
	{ "string16", { .kind = TY_STRING, .width = 16 } },
};

struct type builtin_type(enum builtin b)
{
	const char *proto = builtin_info[b].proto;
	size_t len = strcspn(proto, "("), i;

	for (i = 0; i < sizeof(results) / sizeof(*results); i++)
		if (strlen(results[i].word) == len && !strncmp(results[i].word, proto, len))
			return results[i].type;
	return (struct type){ .kind = TY_NONE };
}

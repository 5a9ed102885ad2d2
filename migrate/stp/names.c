// SPDX-License-Identifier: GPL-2.0-or-later
/* See gen.h: the tables. */

#include <fnmatch.h>
#include <string.h>

#include "migrate/stp/gen.h"

#define COUNT(v) (sizeof(v) / sizeof(*(v)))

static const struct stp_fn functions[] = {
#define STP_FN(name, args, text, binds, type) { name, text, args, BINDS_##binds, STP_AS_##type },
#include "migrate/stp/functions.def"
#undef STP_FN
};

static const struct stp_snippet snippets[] = {
#define STP_SNIPPET(name, type, args, needs, text) { name, needs, text, args, STP_AS_##type },
#include "migrate/stp/snippets.def"
#undef STP_SNIPPET
};

static const struct {
	const char *name, *points;
} tapsets[] = {
#define STP_ALIAS(name, points) { name, points },
#define STP_VAR(alias, name, text, type)
#include "migrate/stp/aliases.def"
#undef STP_ALIAS
#undef STP_VAR
};

static const struct stp_var vars[] = {
#define STP_ALIAS(name, points)
#define STP_VAR(alias, name, text, type) { alias, name, text, STP_AS_##type },
#include "migrate/stp/aliases.def"
#undef STP_ALIAS
#undef STP_VAR
};

const char *stp_find_constant(const char *name)
{
	static const struct {
		const char *name, *value;
	} constants[] = {
		{ "BIO_READ", "0" },
		{ "BIO_WRITE", "1" },
		{ "FAULT_FLAG_WRITE", "1" },
		{ "S_DEAD", "16" },
	};
	size_t i;

	for (i = 0; i < COUNT(constants); i++)
		if (!strcmp(constants[i].name, name))
			return constants[i].value;
	return NULL;
}

const struct stp_fn *stp_find_fn(const char *name)
{
	size_t i;

	for (i = 0; i < COUNT(functions); i++)
		if (!strcmp(functions[i].name, name))
			return &functions[i];
	return NULL;
}

const struct stp_fn *stp_find_fn_of(const struct stp_expr *call)
{
	const struct stp_fn *fn = stp_find_fn(call->text);
	const struct stp_expr *arg;
	unsigned n = 0;

	for (arg = call->list; arg; arg = arg->next)
		n++;
	while (fn && fn->args < n && fn + 1 < functions + COUNT(functions) &&
	       !strcmp(fn[1].name, fn->name))
		fn++;
	return fn;
}

const struct stp_snippet *stp_find_snippet(const char *name)
{
	size_t i;

	for (i = 0; i < COUNT(snippets); i++)
		if (!strcmp(snippets[i].name, name))
			return &snippets[i];
	return NULL;
}

/* "syscall.read", "nd_syscall.read.return" and the like are made, not listed. */
static struct stp_tapset *system_call(struct arena *a, const char *name)
{
	static const char *const families[] = { "syscall.", "nd_syscall.", "dw_syscall.",
						"tp_syscall." };
	struct stp_tapset *t = arena_new(a, struct stp_tapset);
	const char *call = NULL, *end;
	size_t i;

	for (i = 0; i < COUNT(families); i++)
		if (!strncmp(name, families[i], strlen(families[i])))
			call = name + strlen(families[i]);
	if (!call || !*call)
		return NULL;
	end = call + strcspn(call, ".");
	if (*end && strcmp(end, ".return"))
		return NULL;
	t->is_syscall = true;
	t->is_exit = *end;
	t->name = arena_printf(a, "syscall.%s", call);
	t->points = arena_printf(a, "syscall(\"%.*s\")%s", (int)(end - call), call,
				 *end ? ".exit" : "");
	return t;
}

static struct stp_tapset *row(struct arena *a, size_t i)
{
	struct stp_tapset *t = arena_new(a, struct stp_tapset);

	t->name = tapsets[i].name;
	t->points = tapsets[i].points;
	t->is_syscall = !strncmp(t->points, "syscall(", 8);
	t->is_exit = strstr(t->points, ").exit") != NULL;
	return t;
}

static unsigned exchange(unsigned *i, unsigned with)
{
	unsigned was = *i;

	*i = with;
	return was;
}

const struct stp_tapset *stp_next_tapset(struct arena *a, const char *name, unsigned *i, bool *exit)
{
	size_t n = strlen(name), j;
	bool pattern = strpbrk(name, "*?") != NULL;
	const char *base;

	*exit = false;
	if (!*i) {
		struct stp_tapset *t = system_call(a, name);

		if (t) {
			*i = COUNT(tapsets) + 1;
			return t;
		}
	}
	for (; *i < COUNT(tapsets); (*i)++)
		if (!fnmatch(name, tapsets[*i].name, 0) &&
		    !(pattern && strstr(tapsets[*i].name, ".return"))) {
			if (!pattern)
				return row(a, exchange(i, COUNT(tapsets) + 1));
			return row(a, (*i)++);
		}
	if (*i > COUNT(tapsets) || n < 8 || strcmp(name + n - 7, ".return"))
		return NULL;
	*exit = true; /* no row of its own: the exit of the entry's */
	*i = COUNT(tapsets) + 1;
	base = arena_strndup(a, name, n - 7);
	for (j = 0; j < COUNT(tapsets); j++)
		if (!strcmp(base, tapsets[j].name))
			return row(a, j);
	return NULL;
}

const struct stp_var *stp_find_var(const char *alias, const char *name)
{
	const struct stp_var *found = NULL;
	size_t i;

	for (i = 0; i < COUNT(vars); i++) {
		if (strcmp(vars[i].name, name))
			continue;
		if (!strcmp(vars[i].alias, alias))
			return &vars[i];
		if (!found && !fnmatch(vars[i].alias, alias, 0))
			found = &vars[i];
	}
	return found;
}

/* ---- words that mean something else here ---- */

static const char *const reserved[] = {
	"probe",  "global", "function", "if",	    "else",	"while",  "for",  "foreach",
	"in",	  "next",   "break",	"continue", "return",	"delete", "try",  "catch",
	"struct", "union",  "enum",	"sizeof",   "true",	"false",  "NULL", "limit",
	"u8",	  "u16",    "u32",	"u64",	    "s8",	"s16",	  "s32",  "s64",
	"int",	  "char",   "short",	"long",	    "unsigned", "signed", "bool", "percpu",
	"thread", "param",  "const",	"filter",   "private",
};

bool stp_is_reserved(const char *name)
{
	size_t i;

	for (i = 0; i < COUNT(reserved); i++)
		if (!strcmp(reserved[i], name))
			return true;
	return false;
}

const char *stp_function_name(struct stp_gen *g, const char *name)
{
	static const char *const builtins[] = { "now",	  "elapsed", "func", "string",
						"kstack", "ustack",  "ksym", "ip" };
	size_t i;

	for (i = 0; i < COUNT(builtins); i++)
		if (!strcmp(builtins[i], name))
			return arena_printf(g->a, "%s_", name);
	return stp_is_reserved(name) ? arena_printf(g->a, "%s_", name) : name;
}

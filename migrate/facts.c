// SPDX-License-Identifier: GPL-2.0-or-later
/* See facts.h. */

#include "migrate/facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/host/ksyms.h"

/* What the kernel itself refuses to follow to its end: it never returns. */
static const char *const never_return[] = {
	"do_exit",
	"do_group_exit",
	"kthread_exit",
	"kthread_complete_and_exit",
	"make_task_dead",
	"__ia32_sys_exit",
	"__x64_sys_exit",
	"__ia32_sys_exit_group",
	"__x64_sys_exit_group",
	"panic",
	"rest_init",
	"start_kernel",
};

void facts_init(struct facts *f, struct arena *a)
{
	*f = (struct facts){ .arena = a };
	table_init(&f->symbols, a);
	table_init(&f->traceable, a);
	table_init(&f->blacklist, a);
}

/* Each line's word number `word'; the value is how often it is there. */
static void read_list(struct facts *f, struct table *t, const char *path, const char *pattern)
{
	char line[1024], name[512];
	FILE *in = fopen(path, "re");

	if (!in)
		return;
	while (fgets(line, sizeof(line), in)) {
		const char *key;
		size_t n;

		if (sscanf(line, pattern, name) != 1)
			continue;
		n = (size_t)table_get(t, name);
		key = n ? name : arena_strdup(f->arena, name);
		table_set(t, key, (void *)(n + 1));
	}
	fclose(in);
}

static void read_lists(struct facts *f)
{
	if (f->read)
		return;
	f->read = true;
	read_list(f, &f->symbols, "/proc/kallsyms", "%*s %*1[tTwW] %511s");
	read_list(f, &f->traceable, "/sys/kernel/tracing/available_filter_functions", "%511s");
	read_list(f, &f->blacklist, "/sys/kernel/debug/kprobes/blacklist", "%*s %511s");
}

bool facts_prototype(struct target *t, const char *function, struct kfunc *out)
{
	struct ktypes *kt = target_types_if_any(t);

	return kt && ktypes_function(kt, function, out);
}

static bool returns(const char *function)
{
	size_t i;

	for (i = 0; i < sizeof(never_return) / sizeof(*never_return); i++)
		if (!strcmp(never_return[i], function))
			return false;
	return true;
}

/* What only the running kernel tells. */
static bool judge_running(struct facts *f, struct report *r, struct report_row *row,
			  const char *function)
{
	size_t copies;

	read_lists(f);
	copies = (size_t)table_get(&f->symbols, function);
	if (f->symbols.n && !copies) {
		report_refuses(r, row, UNKNOWN_FUNCTION, function);
		return false;
	}
	if (f->traceable.n && !table_get(&f->traceable, function)) {
		report_refuses(r, row, NOT_TRACEABLE, function);
		return false;
	}
	if (copies > 1)
		report_differs(r, row, DUPLICATES, function);
	if (table_get(&f->blacklist, function))
		report_differs(r, row, BLACKLIST, function);
	return true;
}

bool facts_judge(struct facts *f, struct target *t, struct report *r, struct report_row *row,
		 const char *function, bool is_exit)
{
	if (strpbrk(function, "*?"))
		return true;
	if (is_exit && !returns(function)) {
		report_refuses(r, row, NO_RETURN, function);
		return false;
	}
	if (strchr(function, '.'))
		report_differs(r, row, SUFFIX, function);
	return !t->running || judge_running(f, r, row, function);
}

const char *facts_resolve(struct facts *f, const struct target *t, const char *symbol,
			  uint64_t offset, uint64_t *within)
{
	const char *name = NULL;
	struct symbol found;
	struct ksyms k;
	uint64_t base;

	if (!t->running)
		return NULL;
	ksyms_init(&k, NULL);
	base = ksyms_address(&k, symbol);
	if (base && ksyms_find(&k, base + offset, &found)) {
		name = arena_strdup(f->arena, found.name);
		*within = found.offset;
	}
	ksyms_free(&k);
	return name;
}

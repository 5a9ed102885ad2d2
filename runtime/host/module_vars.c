// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where the kernel's variables are.  A module cannot look that up itself, and it is another place after
 * each boot, so it is read from /proc/kallsyms when a module is loaded.
 */

#include "runtime/host/module_int.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "common/table.h"

struct wanted {
	const char *name;
	struct span span;
	u64 address;
	bool found;
	struct wanted *next;
};

struct search {
	struct arena *a;
	struct table names;
	struct wanted *first;
};

static void note_variable(struct ir *i, void *arg)
{
	struct search *s = arg;
	struct wanted *w;

	if (i->op != IR_VAR || table_get(&s->names, i->text))
		return;
	w = arena_new(s->a, struct wanted);
	*w = (struct wanted){ .name = i->text, .span = i->span, .next = s->first };
	s->first = w;
	table_set(&s->names, i->text, w);
}

static void collect(const struct program *p, struct search *s)
{
	unsigned i;

	for (i = 0; i < p->nprobes; i++) {
		if (!p->probes[i].in_kernel)
			continue;
		if (p->probes[i].entry)
			ir_walk(p->probes[i].entry->body, note_variable, s);
		if (p->probes[i].exit)
			ir_walk(p->probes[i].exit->body, note_variable, s);
	}
}

/* The kernel's own; of several with one name the first, as the kernel itself would. */
static void find(struct search *s)
{
	FILE *f = fopen("/proc/kallsyms", "re");
	char line[512], name[256], type;
	unsigned long long address;
	struct wanted *w;

	while (f && fgets(line, sizeof(line), f)) {
		if (strchr(line, '[') || sscanf(line, "%llx %c %255s", &address, &type, name) != 3)
			continue;
		w = table_get(&s->names, name);
		if (!w || w->found)
			continue;
		w->address = address;
		w->found = true;
	}
	if (f)
		fclose(f);
}

bool module_vars(struct module_backend *m, struct str *params)
{
	struct search s = { .a = &m->b.p->s->arena };
	bool any = false;
	struct wanted *w;

	table_init(&s.names, s.a);
	collect(m->b.p, &s);
	if (!s.first)
		return true;
	find(&s);
	for (w = s.first; w; w = w->next) {
		if (!w->found) {
			diag(module_diags(m), UNKNOWN_NAME, w->span, w->name);
			return false;
		}
		any |= w->address != 0;
		str_printf(params, " var_%s=0x%llx", w->name, (unsigned long long)w->address);
	}
	if (any)
		return true;
	diag(module_diags(m), NO_PRIVILEGE, s.first->span, "@var in a module",
	     "to see addresses in /proc/kallsyms (kernel.kptr_restrict)");
	return false;
}

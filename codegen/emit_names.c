// SPDX-License-Identifier: GPL-2.0-or-later
/* See emit_int.h: tables of the names that handlers make strings of, each only if one does. */

#include <string.h>

#include "codegen/emit_int.h"
#include "runtime/host/errno_names.h"

#define MAX_ERROR 600
#define MAX_SIGNAL 64

static const char *symbol_of(const struct program *p, unsigned n)
{
	return p->symbols[n];
}

static const char *error_of(const struct program *p, unsigned n)
{
	(void)p;
	return errno_name(n);
}

static const char *signal_of(const struct program *p, unsigned n)
{
	const char *name = sigabbrev_np((int)n);

	return name ? arena_printf(&p->s->arena, "SIG%s", name) : NULL;
}

static const struct {
	const char *table;
	const char *(*name)(const struct program *p, unsigned n);
	unsigned n;		/* 0: as many as there are symbols */
} tables[] = {
	[NAMES_SYMBOL] = { "fpt_symbols", symbol_of, 0 },
	[NAMES_ADDRESS] = { "fpt_no_names", NULL, 1 },
	[NAMES_ERROR] = { "fpt_errors", error_of, MAX_ERROR },
	[NAMES_SIGNAL] = { "fpt_signals", signal_of, MAX_SIGNAL + 1 },
};

static unsigned rows(const struct program *p, enum ir_names names)
{
	unsigned n = tables[names].n;

	return n ? n : p->nsymbols ? p->nsymbols : 1;
}

const char *emit_names_table(const struct program *p, enum ir_names names)
{
	return arena_printf(&p->s->arena, "%s, %u", tables[names].table, rows(p, names));
}

static void note(struct ir *i, void *used)
{
	if (i->op == IR_STRNAME)
		((bool *)used)[i->aux] = true;
}

static void note_handler(const struct handler *h, bool *used)
{
	if (h)
		ir_walk(h->body, note, used);
}

static void emit_table(const struct program *p, enum ir_names names, struct str *out)
{
	const char *name;
	unsigned i;

	str_printf(out, "static const char %s[%u][%d] FPT_NAMES = {\n", tables[names].table,
		   rows(p, names), WORD_WIDTH);
	for (i = 0; tables[names].name && i < rows(p, names); i++) {
		name = names == NAMES_SYMBOL && i >= p->nsymbols ? NULL : tables[names].name(p, i);
		if (!name)
			continue;
		str_printf(out, "\t[%u] = ", i);
		str_put_c_literal(out, name, strnlen(name, WORD_WIDTH - 1));
		str_puts(out, ",\n");
	}
	str_puts(out, "};\n");
}

void emit_names(const struct program *p, struct str *out)
{
	bool used[NAMES_SIGNAL + 1] = { false };
	unsigned i;

	for (i = 0; i < p->nprobes; i++)
		if (p->probes[i].in_kernel) {
			note_handler(p->probes[i].entry, used);
			note_handler(p->probes[i].exit, used);
		}
	for (i = 0; i <= NAMES_SIGNAL; i++)
		if (used[i])
			emit_table(p, (enum ir_names)i, out);
}

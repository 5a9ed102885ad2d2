// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Breaks what the checker has made of a script, and prints what the IR's own verifier says:
 *
 *	broken-main BTF SCRIPT
 *
 * Each row of breaks[] takes the script anew and damages one node; what the verifier does not see is
 * printed as "not seen".
 */

#include <stdio.h>
#include <string.h>

#include "parser/parser.h"
#include "sema/ir.h"
#include "sema/ktypes.h"
#include "sema/sema.h"

enum damage {
	FEWER,				/* its first argument is gone */
	MORE,				/* it has a third one */
	OTHER_CLASS,			/* its first argument is a string */
	NUMBER,				/* imm counts in some table, and is beyond it */
	SITE,
	SLOT,
	NO_PATH,
	NO_SIZE,			/* its path's last step */
	NO_TEXT,
	NO_LIST,			/* its list is empty */
};

static const struct {
	enum ir_op op;
	enum damage damage;
} breaks[] = {
	{ IR_ADD, FEWER },	{ IR_ADD, MORE },	{ IR_ADD, OTHER_CLASS }, { IR_LOCAL, NUMBER },
	{ IR_SET, NUMBER },	{ IR_GADD, NUMBER },	{ IR_MADD, NUMBER },	 { IR_MADD, NO_LIST },
	{ IR_LOAD, SITE },	{ IR_LOAD, NO_PATH },	{ IR_LOAD, NO_SIZE },	 { IR_ARGP, NO_TEXT },
	{ IR_BUILTINS, SLOT },	{ IR_PRINT, NO_LIST },
};

struct search {
	enum ir_op op;
	struct ir *found;
};

static void look_at(struct ir *i, void *arg)
{
	struct search *s = arg;

	if (i->op == s->op && !s->found)
		s->found = i;
}

static struct ir *first_of(const struct program *p, enum ir_op op)
{
	struct search s = { .op = op };
	unsigned i;

	for (i = 0; i < p->nprobes; i++)
		if (p->probes[i].entry)
			ir_walk(p->probes[i].entry->body, look_at, &s);
	return s.found;
}

static void damage(struct program *p, struct ir *i, enum damage what)
{
	struct ir *string = arena_new(&p->s->arena, struct ir);

	*string = (struct ir){ .op = IR_STRING, .text = "x", .span = i->span };
	switch (what) {
	case FEWER:	  i->arg[0] = NULL; break;
	case MORE:	  i->arg[2] = i->arg[1]; break;
	case OTHER_CLASS: i->arg[0] = string; break;
	case NUMBER:	  i->imm = 1000; break;
	case SITE:	  i->site = p->nsites; break;
	case SLOT:	  i->slot = 100; break;
	case NO_PATH:	  i->path = NULL; break;
	case NO_SIZE:	  i->path->link[i->path->n - 1].size = 3; break;
	case NO_TEXT:	  i->text = NULL; break;
	case NO_LIST:	  i->list = NULL; break;
	}
}

static bool broken(struct ktypes *kt, const char *path, enum ir_op op, enum damage what)
{
	struct script_args args = { NULL, 0 };
	const struct script *script;
	struct target target;
	struct session s;
	struct program *p;
	struct ir *i;
	bool seen = false;

	session_init(&s);
	target = (struct target){ .s = &s, .arch = "x86_64", .release = "6.12.0", .kt = kt, .tried = true };
	script = parse_file(&s, path);
	p = diags_failed(&s.diags) ? NULL : sema_check(&s, &target, script, path, &args);
	i = p && !diags_failed(&s.diags) && ir_verify(p) ? first_of(p, op) : NULL;
	if (i) {
		damage(p, i, what);
		seen = !ir_verify(p);
	}
	diags_print(&s.diags, stdout, DIAG_COLOR_NEVER);
	if (!seen)
		printf("%s: not seen\n", i ? ir_info[op].name : "no such node");
	session_free(&s);
	return seen;
}

int main(int argc, char **argv)
{
	struct arena a = { 0 };
	const char *why = "two files are wanted";
	struct ktypes *kt = argc == 3 ? ktypes_open_file(&a, argv[1], &why) : NULL;
	bool all = true;
	size_t i;

	if (!kt) {
		fprintf(stderr, "broken-main: %s\n", why);
		return 2;
	}
	for (i = 0; i < sizeof(breaks) / sizeof(*breaks); i++)
		all = broken(kt, argv[2], breaks[i].op, breaks[i].damage) && all;
	ktypes_close(kt);
	arena_free(&a);
	return !all;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The rules of the IR, checked on every program before anything is made of it: signatures of
 * ir.def, and that every number in a node names something that is there.
 */

#include <string.h>

#include "sema/ir.h"

struct verify {
	const struct program *p;
	const struct probe *probe;
	const struct handler *h;
	bool failed;			/* the first broken rule is told */
};

static void broken(struct verify *v, const struct ir *i, const char *rule)
{
	if (!v->failed)
		diag(&v->p->s->diags, INTERNAL, i->span,
		     arena_printf(&v->p->s->arena, "%s: %s", ir_info[i->op].name, rule));
	v->failed = true;
}

static void check_arguments(struct verify *v, const struct ir *i)
{
	const char *want = ir_info[i->op].signature + 2;	/* past "l(" */
	unsigned n;

	for (n = 0; n < 3; n++) {
		char c = *want;

		if (c == ')' || c == '*') {
			if (i->arg[n])
				broken(v, i, "more arguments than its signature has");
			continue;
		}
		want++;
		if (!i->arg[n])
			broken(v, i, "fewer arguments than its signature has");
		else if (ir_class(i->arg[n]) != c)
			broken(v, i, "an argument of another class");
	}
}

/* What imm counts in: which table it must lie in. */
static void check_local(struct verify *v, const struct ir *i, char cls)
{
	if (i->imm < 0 || i->imm >= v->h->nlocals)
		broken(v, i, "no such local");
	else if (v->h->locals[i->imm].cls != cls)
		broken(v, i, "a local of another class");
}

static void check_slot(struct verify *v, const struct ir *i)
{
	if (i->slot >= v->h->nslots)
		broken(v, i, "no such string slot");
}

static void check_word(struct verify *v, const struct ir *i)
{
	if (i->imm < v->p->fault_word + (int64_t)v->p->nsites || i->imm >= v->p->state_words)
		broken(v, i, "no global's word");
}

static void check_path(struct verify *v, const struct ir *i)
{
	unsigned n;

	if (!i->path || !i->path->n) {
		broken(v, i, "no path");
		return;
	}
	for (n = 0; n < i->path->n; n++) {
		const struct ir_link *k = &i->path->link[n];

		if (k->size != 1 && k->size != 2 && k->size != 4 && k->size != 8)
			broken(v, i, "a link of no size");
		if (k->path && !k->type)
			broken(v, i, "a member of no type");
		if (n + 1 < i->path->n && !k->is_struct_ptr)
			broken(v, i, "a step that is no pointer to a struct");
		if (k->bits && k->bit_pos + k->bits > k->size * 8u)
			broken(v, i, "a bit-field beyond its unit");
	}
}

static void check_print(struct verify *v, const struct ir *i)
{
	const struct print *print = v->p->sites[i->site].print;
	unsigned n = 0;

	if (!print) {
		broken(v, i, "not the site of a print");
		return;
	}
	for_each_ir(arg, i->list) {
		char want = n < print->nargs && type_is_copied(print->args[n].type) ? 's' : 'l';

		if (n++ >= print->nargs || ir_class(arg) != want)
			broken(v, i, "values that do not fit its record");
	}
	if (n != print->nargs)
		broken(v, i, "fewer values than its record has");
}

static char class_of(struct type t)
{
	return t.kind == TY_STRING ? 's' : 'l';
}

/* A key's parts, of their classes; MPRINT may have none.  In MSETT those of the value come first. */
static void check_key(struct verify *v, const struct ir *i)
{
	const struct ir *part = i->list;
	const struct map *m;
	unsigned n;

	if (i->imm < 0 || i->imm >= v->p->nmaps) {
		broken(v, i, "no such map");
		return;
	}
	m = v->p->maps[i->imm];
	for (n = 0; i->op == IR_MSETT && n < m->nvalues; n++, part = part->next)
		if (!part || ir_class(part) != class_of(m->values[n].type)) {
			broken(v, i, "a value that is not the map's");
			return;
		}
	if (m->kind == MAP_THREAD && part && !part->next && ir_class(part) == 'p')
		return;			/* another task's */
	for (n = 0; part; part = part->next)
		if (n++ >= m->nkeys || ir_class(part) != class_of(m->keys[n - 1].type))
			broken(v, i, "a key that is not the map's");
	if (n != m->nkeys && (n || (i->op != IR_MPRINT && i->op != IR_MCLEAR)))
		broken(v, i, "a key with parts missing");
}

static void check_variable(struct verify *v, const struct ir *i, unsigned n, struct type t)
{
	if (n != NO_LOCAL && (n >= v->h->nlocals || v->h->locals[n].cls != class_of(t)))
		broken(v, i, "no such local");
}

static void check_each(struct verify *v, const struct ir *i)
{
	const struct map *m;
	unsigned n;

	if (!i->each || i->each->map >= v->p->nmaps) {
		broken(v, i, "no such map");
		return;
	}
	m = v->p->maps[i->each->map];
	if ((i->op == IR_EACH && i->each->nkeys != m->nkeys) ||
	    (i->each->nvalues && i->each->nvalues != m->nvalues))
		broken(v, i, "not the parts that the map has");
	for (n = 0; n < i->each->nkeys; n++)
		check_variable(v, i, i->each->keys[n], m->keys[n].type);
	for (n = 0; n < i->each->nvalues; n++)
		check_variable(v, i, i->each->values[n], m->values[n].type);
	if (i->each->sorted && v->probe->in_kernel)
		broken(v, i, "sorted in the kernel");
}

enum rule {
	RULE_KEY = 64,
	RULE_MAP = 256,
	RULE_EACH = 128,
	RULE_LOCAL = 1,
	RULE_SLOT = 2,
	RULE_WORD = 4,
	RULE_PATH = 8,
	RULE_TEXT = 16,
	RULE_EXIT = 32
};

static const struct {
	enum ir_op op;
	unsigned rules;
	char cls;		/* RULE_LOCAL: the local's class */
} rules[] = {
	{ IR_LOCAL, RULE_LOCAL, 'l' },	 { IR_LOCALP, RULE_LOCAL, 'p' },
	{ IR_LOCALS, RULE_LOCAL, 's' },	 { IR_SET, RULE_LOCAL, 'l' },
	{ IR_SETP, RULE_LOCAL, 'p' },	 { IR_SETS, RULE_LOCAL, 's' },
	{ IR_GLOBAL, RULE_WORD, 0 },	 { IR_GSET, RULE_WORD, 0 },
	{ IR_GADD, RULE_WORD, 0 },	 { IR_GAND, RULE_WORD, 0 },
	{ IR_GOR, RULE_WORD, 0 },	 { IR_GXOR, RULE_WORD, 0 },
	{ IR_BUILTINS, RULE_SLOT, 0 },	 { IR_STRKERNEL, RULE_SLOT, 0 },
	{ IR_CONDS, RULE_SLOT, 0 },	 { IR_LOAD, RULE_PATH, 0 },
	{ IR_STRCAT, RULE_SLOT, 0 },	 { IR_STRSUB, RULE_SLOT, 0 },
	{ IR_STRPAD, RULE_SLOT, 0 },
	{ IR_STRLEN, RULE_SLOT, 0 },	 { IR_BUF, RULE_SLOT, 0 },	 { IR_USYM, RULE_SLOT, 0 },
		 { IR_STRNUM, RULE_SLOT, 0 },	 { IR_ATMOST, RULE_WORD, 0 },
	{ IR_STRUSER, RULE_SLOT, 0 },
	{ IR_LOADP, RULE_PATH | RULE_TEXT, 0 }, { IR_MEMBERP, RULE_PATH, 0 },
	{ IR_PEEK, RULE_PATH, 0 },	 { IR_ADDR, RULE_PATH, 0 },
	{ IR_STRING, RULE_TEXT, 0 },	 { IR_VAR, RULE_TEXT, 0 },	 { IR_ARGP, RULE_TEXT, 0 },
	{ IR_TASKP, RULE_TEXT, 0 },
	{ IR_KEPTP, RULE_TEXT | RULE_EXIT, 0 }, { IR_RESULTP, RULE_TEXT | RULE_EXIT, 0 },
	{ IR_KEPT, RULE_EXIT, 0 },	 { IR_RESULT, RULE_EXIT, 0 },
	{ IR_TRY, RULE_LOCAL, 'l' },	 { IR_EACH, RULE_EACH, 0 },
	{ IR_MGET, RULE_KEY, 0 },	 { IR_MGETS, RULE_KEY | RULE_SLOT, 0 },
	{ IR_MGETT, RULE_KEY | RULE_EACH, 0 }, { IR_MSETT, RULE_KEY, 0 },
	{ IR_MHAS, RULE_KEY, 0 },	 { IR_MSET, RULE_KEY, 0 },
	{ IR_MSETS, RULE_KEY, 0 },	 { IR_MADD, RULE_KEY, 0 },
	{ IR_MDEL, RULE_KEY, 0 },	 { IR_MCLEAR, RULE_KEY, 0 },
	{ IR_AGG, RULE_KEY, 0 },	 { IR_AGGGET, RULE_KEY, 0 },
	{ IR_MPRINT, RULE_KEY, 0 },	 { IR_MDRAIN, RULE_MAP, 0 },
	{ IR_SETRET, RULE_EXIT, 0 },
	{ IR_ELAPSED, RULE_EXIT, 0 },	 { IR_KEPTS, RULE_EXIT, 0 },
};

static void check_rules(struct verify *v, const struct ir *i)
{
	unsigned set = 0;
	char cls = 0;
	size_t n;

	for (n = 0; n < sizeof(rules) / sizeof(*rules); n++)
		if (rules[n].op == i->op) {
			set = rules[n].rules;
			cls = rules[n].cls;
		}
	if (set & RULE_LOCAL)
		check_local(v, i, cls);
	if (set & RULE_SLOT)
		check_slot(v, i);
	if (set & RULE_WORD)
		check_word(v, i);
	if (set & RULE_PATH)
		check_path(v, i);
	if (set & RULE_KEY)
		check_key(v, i);
	if ((set & RULE_MAP) && (i->imm < 0 || i->imm >= v->p->nmaps))
		broken(v, i, "no such map");
	if (set & RULE_EACH)
		check_each(v, i);
	if ((set & RULE_TEXT) && !i->text)
		broken(v, i, "no text");
	if ((set & RULE_EXIT) && v->h != v->probe->exit)
		broken(v, i, "only in an exit handler");
}

static void check_node(struct ir *i, void *arg)
{
	struct verify *v = arg;

	check_arguments(v, i);
	check_rules(v, i);
	if (i->site >= v->p->nsites)
		broken(v, i, "no such site");
	if ((ir_info[i->op].flags & IR_KERNEL) && !v->probe->in_kernel)
		broken(v, i, "cannot run in user space");
	if (i->op == IR_PRINT && i->site < v->p->nsites)
		check_print(v, i);
	if (i->list && !strchr(ir_info[i->op].signature, '*') && i->op != IR_SEQ && i->op != IR_DO &&
	    i->op != IR_DOS)
		broken(v, i, "has no list");
	if ((ir_info[i->op].flags & IR_USER) && v->probe->in_kernel)
		broken(v, i, "cannot run in the kernel");
}

bool ir_verify(const struct program *p)
{
	struct verify v = { .p = p };
	unsigned i, side;

	for (i = 0; i < p->nprobes && !v.failed; i++) {
		v.probe = &p->probes[i];
		for (side = 0; side < 2; side++) {
			v.h = side ? v.probe->exit : v.probe->entry;
			if (v.h)
				ir_walk(v.h->body, check_node, &v);
		}
		if (v.probe->in_kernel && !v.probe->via && !v.failed) {
			diag(&p->s->diags, INTERNAL, v.probe->span, "a kernel probe without a mechanism");
			v.failed = true;
		}
	}
	return !v.failed;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Whether a handler of a module takes a turn (runtime/kmod/fpt_turn.h): where it has scratch memory, or
 * may call what can be probed itself.  Others cannot come into themselves, and a turn is a tenth of what
 * a small handler costs.
 */

#include <string.h>

#include "codegen/emit_int.h"

struct turn {
	const struct program *p;
	bool needed;
};

/* A tuple, and a key with strings, are made in the scratch; another task's number is read. */
static bool map_needs_turn(const struct map *m, const struct ir *i)
{
	return m->nvalues > 1 || (m->kind == MAP_THREAD && i->list);
}

static void note(struct ir *i, void *arg)
{
	const struct ir_info *info = &ir_info[i->op];
	struct turn *t = arg;

	t->needed |= (info->flags & IR_CALLS) || strchr(info->signature, 's');
	if (i->op == IR_BUILTIN)
		t->needed |= builtin_info[i->imm].places & IN_CALLS;
	if (emit_is_of_map(i))
		t->needed |= map_needs_turn(t->p->maps[i->imm], i);
}

bool emit_takes_turn(const struct program *p, const struct handler *h)
{
	struct turn t = { .p = p };

	if (!h || !h->body)
		return false;
	t.needed = h->nslots || h->has_loops;
	ir_walk(h->body, note, &t);
	return t.needed;
}

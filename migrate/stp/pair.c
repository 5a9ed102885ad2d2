// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See gen.h: an entry that keeps something by thread for its return.
 *
 *	probe kernel.function("f") { t[tid()] = gettimeofday_us() }
 *	probe kernel.function("f").return { lat <<< gettimeofday_us() - t[tid()]; delete t[tid()] }
 *
 * become one probe, whose exit has the entry's variables, when nothing else in the script sees the
 * map: the entry sets it always and once, the return only reads and deletes it, all by tid().  A map
 * that holds the time alone, for a difference of times, becomes elapsed().
 */

#include <string.h>

#include "migrate/stp/gen.h"

const char *stp_paired_map(const struct stp_gen *g, const char *map)
{
	const struct stp_item *global = table_get(&g->script->globals, map);

	return g->paired && global && global->pair && global->pair == g->paired->pair ?
		       stp_global_name((struct stp_gen *)g, map) :
		       NULL;
}

/* ---- which probes belong together ---- */

static bool same_part(const struct stp_part *a, const struct stp_part *b)
{
	bool args = a->arg && b->arg;

	if (strcmp(a->name, b->name) || !a->arg != !b->arg)
		return false;
	return !args || (a->arg->kind == b->arg->kind && !strcmp(a->arg->text, b->arg->text));
}

static bool may_pair(const struct stp_item *i)
{
	const struct stp_point *pt = i->points;

	return i->kind == STP_IT_PROBE && pt && !pt->next && !pt->cond && !pt->optional &&
	       !pt->enough && i->body->kind == STP_ST_BLOCK && !i->pair && !i->is_done &&
	       (!strcmp(pt->parts->name, "kernel") || !strcmp(pt->parts->name, "module") ||
		!strcmp(pt->parts->name, "kprobe") || pt->parts->name[0] == '$');
}

/* Is b the return of a? */
static bool returns_from(const struct stp_item *a, const struct stp_item *b)
{
	const struct stp_part *p = a->points->parts, *q = b->points->parts;

	while (p && q && same_part(p, q)) {
		p = p->next;
		q = q->next;
	}
	if (p && !strcmp(p->name, "call") && !p->next)
		p = NULL;
	return !p && q && !strcmp(q->name, "return") && !q->next;
}

/* ---- what is done with a map ---- */

struct use {
	const char *map;
	unsigned all, by_tid; /* places where it stands; those with [tid()] */
	unsigned sets;
};

static bool is_tid(const struct stp_expr *keys)
{
	return keys && !keys->next && keys->kind == STP_EX_CALL && !strcmp(keys->text, "tid") &&
	       !keys->list;
}

static void use_expr(struct stp_expr *e, void *with)
{
	struct use *u = with;

	if (e->kind == STP_EX_NAME && !strcmp(e->text, u->map))
		u->all++;
	if (e->kind == STP_EX_IN && !strcmp(e->text, u->map)) {
		u->all++;
		u->by_tid += is_tid(e->list);
	}
	if (e->kind == STP_EX_INDEX && e->a && e->a->kind == STP_EX_NAME &&
	    !strcmp(e->a->text, u->map))
		u->by_tid += is_tid(e->list);
	if ((e->kind == STP_EX_ASSIGN || e->kind == STP_EX_STEP) && e->a->kind == STP_EX_INDEX &&
	    e->a->a && e->a->a->kind == STP_EX_NAME && !strcmp(e->a->a->text, u->map))
		u->sets++;
}

static void use_stmt(struct stp_stmt *st, void *with)
{
	struct use *u = with;

	if (st->kind == STP_ST_FOREACH && !strcmp(st->map, u->map))
		u->all++;
}

static struct use uses_in(struct stp_item *i, const char *map)
{
	struct use u = { .map = map };

	if (i->body)
		stp_walk_stmt(i->body, use_stmt, use_expr, &u);
	return u;
}

static void find_leave(struct stp_stmt *st, void *with)
{
	*(bool *)with |= st->kind == STP_ST_NEXT || st->kind == STP_ST_RETURN;
}

/* "map[tid()] = …" as a statement of the entry itself */
static struct stp_stmt *setter(struct stp_item *entry, const char *map)
{
	struct stp_stmt *st;

	for (st = entry->body->body; st; st = st->next) {
		struct stp_expr *e = st->kind == STP_ST_EXPR ? st->expr : NULL;

		if (e && e->kind == STP_EX_ASSIGN && !strcmp(e->text, "=") &&
		    e->a->kind == STP_EX_INDEX && e->a->a && e->a->a->kind == STP_EX_NAME &&
		    !strcmp(e->a->a->text, map))
			return st;
	}
	return NULL;
}

static bool is_kept(struct stp_gen *g, struct stp_item *entry, struct stp_item *exit,
		    const struct stp_item *global)
{
	struct use a = uses_in(entry, global->name), b = uses_in(exit, global->name), u;
	unsigned all = 0;
	struct stp_item *i;

	if (!global->is_array || global->nkeys != 1 || global->type == STP_STATS || !a.all ||
	    !b.all)
		return false;
	for (i = g->script->items; i; i = i->next) {
		u = uses_in(i, global->name);
		all += u.all;
	}
	return all == a.all + b.all && a.all == 1 && a.sets == 1 && b.sets == 0 &&
	       a.by_tid == a.all && b.by_tid == b.all && setter(entry, global->name);
}

/* ---- elapsed() ---- */

struct elapse {
	const char *map, *clock;
	unsigned reads, differences;
};

static bool is_read(const struct stp_expr *e, const char *map)
{
	return e->kind == STP_EX_INDEX && e->a && e->a->kind == STP_EX_NAME &&
	       !strcmp(e->a->text, map);
}

static bool is_difference(const struct stp_expr *e, const struct elapse *x)
{
	return e->kind == STP_EX_BINARY && !strcmp(e->text, "-") && e->a->kind == STP_EX_CALL &&
	       !strcmp(e->a->text, x->clock) && is_read(e->b, x->map);
}

static void count_reads(struct stp_expr *e, void *with)
{
	struct elapse *x = with;

	x->reads += is_read(e, x->map);
	x->differences += is_difference(e, x);
}

static void uncount_delete(struct stp_stmt *st, void *with)
{
	struct elapse *x = with;

	if (st->kind == STP_ST_DELETE && is_read(st->expr, x->map))
		x->reads--;
}

static void put_elapsed(struct stp_expr *e, void *with)
{
	struct elapse *x = with;

	if (!is_difference(e, x))
		return;
	e->kind = STP_EX_AT;
	e->text = "elapsed";
	e->list = e->a;
	e->a = e->b = NULL;
}

static void make_elapsed(struct stp_item *entry, struct stp_item *exit, const char *map)
{
	struct stp_stmt *st = setter(entry, map);
	struct stp_expr *value = st->expr->b;
	struct elapse x = { .map = map, .clock = value->text };
	const struct stp_fn *fn = value->kind == STP_EX_CALL ? stp_find_fn(value->text) : NULL;

	if (!fn || strncmp(fn->text, "now() / ", 8))
		return;
	stp_walk_stmt(exit->body, uncount_delete, count_reads, &x);
	if (!x.differences || x.reads != x.differences)
		return;
	stp_walk_stmt(exit->body, NULL, put_elapsed, &x);
	st->kind = STP_ST_EMPTY;
}

/* ---- pairs ---- */

/* The exit has the entry's variables: its own of the same names get others. */
static void rename_locals(struct stp_gen *g, struct stp_item *entry, struct stp_item *exit)
{
	struct stp_scope *a = stp_scope_of(g, entry), *b = stp_scope_of(g, exit);
	unsigned i;

	for (i = 0; a && b && i < b->n; i++)
		if (stp_local_find(a, b->order[i]->name))
			b->order[i]->out = arena_printf(g->a, "%s_", b->order[i]->out);
}

static void pair(struct stp_gen *g, struct stp_item *entry, struct stp_item *exit)
{
	bool leaves = false, any = false;
	struct stp_item *i;

	stp_walk_stmt(entry->body, find_leave, NULL, &leaves);
	if (leaves)
		return;
	for (i = g->script->items; i; i = i->next)
		if (i->kind == STP_IT_GLOBAL && is_kept(g, entry, exit, i)) {
			i->pair = exit;
			make_elapsed(entry, exit, i->name);
			any = true;
		}
	if (!any)
		return;
	entry->pair = exit;
	exit->is_done = true;
	rename_locals(g, entry, exit);
}

void stp_find_pairs(struct stp_gen *g)
{
	struct stp_item *a, *b;

	for (a = g->script->items; a; a = a->next) {
		if (!may_pair(a))
			continue;
		for (b = g->script->items; b && !a->pair; b = b->next)
			if (b != a && may_pair(b) && returns_from(a, b))
				pair(g, a, b);
	}
}

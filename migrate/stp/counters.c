// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See gen.h: aggregates that a handler in the kernel reads.
 *
 * Only fptap itself can read an aggregate.  One of which nothing but @count, @sum and @avg is asked is two
 * numbers, which every handler can read: x <<< v becomes x_sum += v and x_count++.
 */

#include <string.h>

#include "migrate/stp/gen.h"

struct use {
	const char *map;
	unsigned all, known; /* places where it stands; those that two numbers can serve */
	bool counts, sums;
	bool reads; /* something is read in this item */
};

static const struct stp_expr *place_of(const struct stp_expr *e)
{
	return e && e->kind == STP_EX_INDEX ? e->a : e;
}

static bool is_of(const struct stp_expr *e, const char *map)
{
	e = place_of(e);
	return e && e->kind == STP_EX_NAME && !strcmp(e->text, map);
}

static void use_expr(struct stp_expr *e, void *with)
{
	struct use *u = with;

	if (e->kind == STP_EX_NAME && !strcmp(e->text, u->map))
		u->all++;
	if (e->kind == STP_EX_IN && !strcmp(e->text, u->map))
		u->all++; /* served by nothing */
	if (e->kind == STP_EX_ASSIGN && !strcmp(e->text, "<<<") && is_of(e->a, u->map))
		u->known++;
	if (e->kind == STP_EX_AT && is_of(e->list, u->map) && strstr(" count sum avg ", e->text)) {
		u->known++;
		u->reads = true;
		u->counts |= strcmp(e->text, "sum") != 0;
		u->sums |= strcmp(e->text, "count") != 0;
	}
}

static void use_stmt(struct stp_stmt *st, void *with)
{
	struct use *u = with;

	if (st->kind == STP_ST_DELETE && is_of(st->expr, u->map))
		u->known++;
	if (st->kind == STP_ST_FOREACH && !strcmp(st->map, u->map))
		u->all++;
}

static bool in_kernel(struct stp_gen *g, struct stp_item *i)
{
	const struct stp_group *group;

	if (i->kind != STP_IT_PROBE && i->kind != STP_IT_ALIAS)
		return false;
	for (group = stp_points(g, i); group; group = group->next)
		if (!group->in_user && !group->is_never)
			return true;
	return false;
}

void stp_find_counters(struct stp_gen *g)
{
	struct stp_item *map, *i;
	bool reads;

	for (map = g->script->items; map; map = map->next) {
		struct use u = { .map = map->name };

		if (map->kind != STP_IT_GLOBAL || map->type != STP_STATS || map->size || map->wraps)
			continue;
		for (reads = false, i = g->script->items; i; i = i->next) {
			u.reads = false;
			stp_walk_stmt(i->body, use_stmt, use_expr, &u);
			reads |= u.reads && in_kernel(g, i);
		}
		if (reads && u.all == u.known) {
			map->counts = u.counts;
			map->sums = u.sums;
		}
	}
	g->refused = false;
}

static const struct stp_item *counters_of(const struct stp_gen *g, const struct stp_expr *e)
{
	const struct stp_expr *place = place_of(e);
	const struct stp_item *map =
		place && place->kind == STP_EX_NAME ? table_get(&g->script->globals, place->text) : NULL;

	return map && (map->counts || map->sums) ? map : NULL;
}

/* The place in one of the two: fileread[p, fd] → fileread_sum[p, fd] */
static const char *part(struct stp_gen *g, struct stp_expr *e, const char *which)
{
	const char *text = stp_expr_text(g, e, BINDS_CALL), *name = stp_global_name(g, place_of(e)->text);

	return arena_printf(g->a, "%s_%s%s", name, which, text + strlen(name));
}

bool stp_put_counter(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	if (!counters_of(g, e->list))
		return false;
	if (!strcmp(e->text, "avg"))
		str_printf(out, "(%s / %s)", part(g, e->list, "sum"), part(g, e->list, "count"));
	else
		str_puts(out, part(g, e->list, e->text));
	return true;
}

/* One statement; of two of them a block. */
static void put_both(struct str *out, const struct stp_item *map, const char *sum, const char *count)
{
	if (map->sums && map->counts)
		str_printf(out, "{ %s; %s }", sum, count);
	else
		str_puts(out, map->sums ? sum : count);
}

bool stp_put_counted(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	const struct stp_item *map = counters_of(g, e->a);

	if (!map || strcmp(e->text, "<<<"))
		return false;
	stp_differs(g, COUNTED, map->name);
	put_both(out, map, arena_printf(g->a, "%s += %s", part(g, e->a, "sum"), stp_expr_text(g, e->b, BINDS_TERNARY)),
		 arena_printf(g->a, "%s++", part(g, e->a, "count")));
	return true;
}

const char *stp_delete_counted(struct stp_gen *g, struct stp_expr *e)
{
	const struct stp_item *map = counters_of(g, e);
	struct str s;

	if (!map)
		return NULL;
	str_init(&s, g->a);
	put_both(&s, map, arena_printf(g->a, "delete %s", part(g, e, "sum")),
		 arena_printf(g->a, "delete %s", part(g, e, "count")));
	return s.text;
}

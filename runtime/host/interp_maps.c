// SPDX-License-Identifier: GPL-2.0-or-later
/* Maps, aggregates and foreach in the interpreter. */

#include <stdlib.h>

#include "runtime/host/interp_int.h"

/* Snapshots of the EACHs that are being run, the innermost first. */
struct held {
	struct held *next;
	struct snapshot s;
	size_t *order;
};

void interp_release(struct interp *in, const struct held *until)
{
	struct held *h;

	while ((h = in->held) != until) {
		in->held = h->next;
		snapshot_free(&h->s);
		free(h->order);
		free(h);
	}
}

/* ---- maps ---- */

static const struct map *map_of(struct interp *in, const struct ir *i, unsigned map)
{
	if (map >= in->p->nmaps || !in->maps)
		interp_broken(in, i, "no such map");
	return in->p->maps[map];
}

/* n parts of a key or value from a list, strings filled up with zeros; what is left of the list. */
static struct ir *make_parts(struct interp *in, struct ir *part, const struct map_part *p, unsigned n,
			     char *to)
{
	struct value v;

	for (; part && n--; part = part->next, p++) {
		v = interp_eval(in, part);
		if (p->type.kind == TY_STRING)
			interp_copy_cut(to + p->offset, p->type.width, v);
		else
			memcpy(to + p->offset, &v.number, 8);
	}
	return part;
}

static void make_key(struct interp *in, const struct ir *i, char *key)
{
	const struct map *m = map_of(in, i, (unsigned)i->imm);

	memset(key, 0, MAP_KEY_MAX);
	if (make_parts(in, i->list, m->keys, m->nkeys, key))
		interp_broken(in, i, "too many parts of a key");
}

#define KEY(in, i)                                                                                 \
	_Alignas(8) char key[MAP_KEY_MAX];                                                         \
                                                                                                   \
	make_key(in, i, key)

struct value do_MGET(struct interp *in, const struct ir *i)
{
	u64 v;
	KEY(in, i);

	maps_get(in->maps, (unsigned)i->imm, key, &v);
	return number(v);
}

struct value do_MGETS(struct interp *in, const struct ir *i)
{
	const struct map *m = map_of(in, i, (unsigned)i->imm);
	char value[STRING_MAX];
	size_t width;
	char *to = interp_slot(in, i, i->slot, &width);
	KEY(in, i);

	maps_get(in->maps, (unsigned)i->imm, key, value);
	interp_copy_cut(to, width, text(value, m->value_bytes));
	return text(to, width);
}

struct value do_MHAS(struct interp *in, const struct ir *i)
{
	const struct map *m = map_of(in, i, (unsigned)i->imm);
	_Alignas(8) char value[STRING_MAX];
	u64 count;
	KEY(in, i);

	if (!m->is_agg)
		return number(maps_get(in->maps, (unsigned)i->imm, key, value));
	maps_read(in->maps, (unsigned)i->imm, key, AGG_COUNT, 0, &count);
	return number(count != 0);
}

struct value do_MSET(struct interp *in, const struct ir *i)
{
	u64 v = interp_num(in, i->arg[0]);
	KEY(in, i);

	maps_set(in->maps, (unsigned)i->imm, key, &v);
	return nothing;
}

struct value do_MSETS(struct interp *in, const struct ir *i)
{
	const struct map *m = map_of(in, i, (unsigned)i->imm);
	struct value v = interp_eval(in, i->arg[0]);
	char value[STRING_MAX] = "";

	interp_copy_cut(value, m->value_bytes, v);
	KEY(in, i);
	maps_set(in->maps, (unsigned)i->imm, key, value);
	return nothing;
}

struct value do_MSETT(struct interp *in, const struct ir *i)
{
	const struct map *m = map_of(in, i, (unsigned)i->imm);
	_Alignas(8) char key[MAP_KEY_MAX] = "", value[STRING_MAX] = "";
	struct ir *parts = make_parts(in, i->list, m->values, m->nvalues, value);

	make_parts(in, parts, m->keys, m->nkeys, key);
	maps_set(in->maps, (unsigned)i->imm, key, value);
	return nothing;
}

static void set_locals(struct interp *in, const struct ir *i, const unsigned *locals, unsigned n,
		       const struct map_part *p, const void *from);

struct value do_MGETT(struct interp *in, const struct ir *i)
{
	const struct map *m = map_of(in, i, (unsigned)i->imm);
	_Alignas(8) char value[STRING_MAX];
	KEY(in, i);

	maps_get(in->maps, (unsigned)i->imm, key, value);
	set_locals(in, i, i->each->values, i->each->nvalues, m->values, value);
	return nothing;
}

struct value do_MADD(struct interp *in, const struct ir *i)
{
	u64 v = interp_num(in, i->arg[0]);
	KEY(in, i);

	return number(maps_add(in->maps, (unsigned)i->imm, key, v));
}

struct value do_MDEL(struct interp *in, const struct ir *i)
{
	KEY(in, i);

	maps_delete(in->maps, (unsigned)i->imm, key);
	return nothing;
}

struct value do_MCLEAR(struct interp *in, const struct ir *i)
{
	map_of(in, i, (unsigned)i->imm);
	maps_clear(in->maps, (unsigned)i->imm);
	return nothing;
}

struct value do_AGG(struct interp *in, const struct ir *i)
{
	u64 v = interp_num(in, i->arg[0]);
	KEY(in, i);

	maps_take(in->maps, (unsigned)i->imm, key, v);
	return nothing;
}

struct value do_AGGGET(struct interp *in, const struct ir *i)
{
	u64 v;
	KEY(in, i);

	if (!maps_read(in->maps, (unsigned)i->imm, key, (enum agg_op)i->aux, i->index, &v))
		interp_fault(in, i);
	return number(v);
}

struct value do_MPRINT(struct interp *in, const struct ir *i)
{
	u64 rows = interp_num(in, i->arg[0]);
	KEY(in, i);

	in->print_map(in->arg, (unsigned)i->imm, i->list ? key : NULL, (enum agg_op)i->aux, i->index,
		      (int64_t)rows < 0 ? 0 : rows);
	return nothing;
}

struct value do_MDRAIN(struct interp *in, const struct ir *i)
{
	u64 rows = interp_num(in, i->arg[0]);

	map_of(in, i, (unsigned)i->imm);
	maps_drain_begin(in->maps, (unsigned)i->imm);
	in->print_map(in->arg, (unsigned)i->imm, NULL, AGG_ALL, 0, (int64_t)rows < 0 ? 0 : rows);
	maps_drain_end(in->maps, (unsigned)i->imm);
	return nothing;
}

/* ---- foreach: over what the map held when it began ---- */

struct sorting {
	struct maps *maps;
	const struct map *m;
	const struct ir_each *each;
	const struct snapshot *s;
};

static u64 sort_value(const struct sorting *o, size_t i)
{
	u64 v = 0;

	maps_read_value(o->maps, o->each->map, snapshot_key(o->s, i), snapshot_value(o->s, i), o->each->agg,
			o->each->agg_index, &v);
	return v;
}

static int by_order(const void *a, const void *b, void *arg)
{
	const struct sorting *o = arg;
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	const char *k = snapshot_key(o->s, x), *l = snapshot_key(o->s, y);
	int part = o->each->sort_key, c;
	u64 v, w;
	unsigned i;

	if (part >= 0) {
		c = maps_compare(o->m->keys[part].type, k + o->m->keys[part].offset,
				   l + o->m->keys[part].offset);
	} else if (o->m->is_agg) {
		v = biased(sort_value(o, x));
		w = biased(sort_value(o, y));
		c = (v > w) - (v < w);
	} else {
		c = maps_compare_values(o->m, snapshot_value(o->s, x), snapshot_value(o->s, y));
	}
	if (o->each->down)
		c = -c;
	for (i = 0; !c && i < o->m->nkeys; i++)
		c = maps_compare(o->m->keys[i].type, k + o->m->keys[i].offset,
				   l + o->m->keys[i].offset);
	return c;
}

static void set_variable(struct interp *in, const struct ir *i, unsigned n, struct type t,
			 const void *from)
{
	struct ir as = { .op = i->op, .imm = n };
	size_t width;
	char *to;

	if (t.kind != TY_STRING) {
		memcpy(interp_local(in, &as), from, 8);
		return;
	}
	to = interp_local_string(in, &as, &width);
	interp_copy_cut(to, width, text(from, t.width));
}

static void set_locals(struct interp *in, const struct ir *i, const unsigned *locals, unsigned n,
		       const struct map_part *p, const void *from)
{
	unsigned k;

	for (k = 0; k < n; k++)
		if (locals[k] != NO_LOCAL)
			set_variable(in, i, locals[k], p[k].type, (const char *)from + p[k].offset);
}

static void set_variables(struct interp *in, const struct ir *i, const struct snapshot *s, size_t at)
{
	const struct ir_each *each = i->each;
	const struct map *m = map_of(in, i, each->map);

	set_locals(in, i, each->keys, each->nkeys, m->keys, snapshot_key(s, at));
	set_locals(in, i, each->values, each->nvalues, m->values, snapshot_value(s, at));
}

/* A snapshot is freed when a handler is left in the middle, too: it hangs on `in'. */
static void run_each(struct interp *in, const struct ir *i, const struct snapshot *s,
		     const size_t *order, u64 limit)
{
	size_t n;

	for (n = 0; n < s->n && !in->way; n++) {
		if (!in->rounds)
			interp_fault(in, i);
		in->rounds--;
		set_variables(in, i, s, order[n]);
		if (!interp_num(in, i->arg[1]))
			continue;
		if (!limit--)
			break;
		interp_eval(in, i->arg[0]);
	}
	if (in->way == (u64)i->imm)
		in->way = 0;
}

struct value do_EACH(struct interp *in, const struct ir *i)
{
	const struct map *m = map_of(in, i, i->each->map);
	u64 limit = interp_num(in, i->arg[2]);
	struct held *h = calloc(1, sizeof(*h));
	size_t n;

	if (!h || !maps_snapshot(in->maps, i->each->map, &h->s) ||
	    !(h->order = malloc((h->s.n + 1) * sizeof(*h->order))))
		abort();
	h->next = in->held;
	in->held = h;
	for (n = 0; n < h->s.n; n++)
		h->order[n] = n;
	if (i->each->sorted && n)
		qsort_r(h->order, n, sizeof(*h->order), by_order,
			&(struct sorting){ in->maps, m, i->each, &h->s });
	run_each(in, i, &h->s, h->order, limit);
	interp_release(in, h->next);
	return nothing;
}

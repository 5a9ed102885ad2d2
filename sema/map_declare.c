// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where maps come from, and what they are in the end: declarations, and the bytes of keys and values.
 */

#include <string.h>

#include "sema/lower.h"

#define LIMIT_DEFAULT 10240	/* keys */
#define LIMIT_MAX (1u << 24)

struct map *map_new(struct sema *s, struct name *n, const char *name, struct span span)
{
	struct map *m = arena_new(s->a, struct map);

	*m = (struct map){ .name = name, .span = span, .limit = LIMIT_DEFAULT };
	*arena_push(s->a, s->p->maps, s->p->nmaps, s->p->cap_maps) = m;
	n->kind = NAME_MAP;
	n->map = m;
	n->map_index = s->p->nmaps - 1;
	n->state = NAME_READY;
	s->learnt = true;
	return m;
}

/* ---- declarations ---- */

static bool attribute(struct sema *s, struct map *m, const struct attribute *a)
{
	struct type t;
	const char *text;
	int64_t v;

	if (!strcmp(a->name, "lru")) {
		m->lru = true;
	} else if (!strcmp(a->name, "quiet")) {
		m->quiet = true;
	} else if (!strcmp(a->name, "limit")) {
		if (!constant_eval(s, a->value, &t, &v, &text))
			return false;
		if (text || v < 1 || v > LIMIT_MAX) {
			diag(s->d, TYPE_MISMATCH, a->value->span, "limit", "1 to 16777216 keys",
			     "something else");
			return false;
		}
		m->limit = (uint32_t)v;
	} else {
		diag(s->d, UNKNOWN_NAME, a->span, a->name);
		diag_hint(s->d, "a map may be `limit N', `lru' and `quiet'");
		return false;
	}
	return true;
}

static bool linear_bounds(struct sema *s, const struct expr *args, struct map *m)
{
	int64_t v[3] = { 0 };
	const char *text;
	unsigned n = 0;
	struct type t;

	for_each_expr(e, (struct expr *)args) {
		if (n < 3 && !constant_eval(s, e, &t, &v[n], &text))
			return false;
		n++;
	}
	return agg_set_linear(s, m, v, n, args ? args->span : m->span);
}

/* `: hist_log', `: hist_linear(0, 100, 5)'; false: it is another type. */
static bool aggregate_type(struct sema *s, struct name *n, const struct type_name *t, bool *ok)
{
	enum agg_op op;

	if (t->form != TYPE_NAME || t->stars || !agg_find(t->name, &op))
		return false;
	n->map->is_agg = true;
	n->map->ops |= 1u << op;
	*ok = op != AGG_HIST_LINEAR || linear_bounds(s, t->args, n->map);
	return true;
}

static bool declared_part(struct sema *s, struct name *n, unsigned part,
			  const struct type_name *type, struct type *t)
{
	*t = type_of_name(s, type);
	if (t->kind == TY_NONE)
		return false;
	n->parts[part].known = n->parts[part].fixed = true;
	if (t->kind == TY_STRING && !type->has_args) {
		t->width = 8;	/* as wide as it has to be */
		n->parts[part].fixed = false;
	}
	return true;
}

/*
 * Tasks' and CPUs' numbers may begin as something.  What no task has written yet is not there, and reads
 * as 0: what is stored is the difference to the first value.
 */
static bool initial_number(struct sema *s, struct name *n)
{
	struct map *m = n->map;

	if (!name_declared_value(s, n->item, n))
		return false;
	if (!type_is_integer(n->type)) {
		diag(s->d, NO_INITIAL, n->item->value->span, a_type(s, n->type));
		return false;
	}
	m->value = n->type;
	m->start = n->value;
	n->parts[PART_VALUE].known = true;
	n->parts[PART_VALUE].fixed = n->item->type;
	return true;
}

/* Strings without a key may begin as something, and numbers of tasks and CPUs; all else begins as 0. */
static bool initial_value(struct sema *s, struct name *n)
{
	const struct item *i = n->item;
	struct map *m = n->map;
	int64_t number;
	struct type t;

	if (m->nkeys || m->is_agg) {
		diag(s->d, NO_INITIAL, i->value->span, m->is_agg ? "an aggregate" : "a map");
		return false;
	}
	if (i->storage != STORAGE_GLOBAL)
		return initial_number(s, n);
	if (!constant_eval(s, i->value, &t, &number, &m->initial))
		return false;
	if (!m->initial) {
		diag(s->d, TYPE_CHANGES, i->value->span, m->name, a_type(s, t), "a string");
		return false;
	}
	if (m->value.kind == TY_NONE || m->value.width < t.width)
		m->value = t;
	n->parts[PART_VALUE].known = true;
	return true;
}

void map_declare(struct sema *s, struct name *n)
{
	const struct item *i = n->item;
	struct map *m = map_new(s, n, i->name, i->name_span);
	bool ok = true;

	n->state = NAME_CHECKING;
	m->declared = true;
	for (const struct key_part *k = i->keys; k && ok; k = k->next) {
		if (m->nkeys == MAP_KEYS_MAX) {
			diag(s->d, TOO_MANY, k->span, MAP_KEYS_MAX, "parts of a key");
			ok = false;
			break;
		}
		m->keys[m->nkeys].name = k->name;
		ok = declared_part(s, n, m->nkeys, k->type, &m->keys[m->nkeys].type);
		m->nkeys++;
	}
	for (const struct attribute *a = i->attributes; a && ok; a = a->next)
		ok = attribute(s, m, a);
	if (ok && i->type && !aggregate_type(s, n, i->type, &ok))
		ok = declared_part(s, n, PART_VALUE, i->type, &m->value);
	if (ok && i->value)
		ok = initial_value(s, n);
	m->kind = i->storage == STORAGE_THREAD	 ? MAP_THREAD
		  : i->storage == STORAGE_PERCPU ? MAP_CPU
						 : MAP_ONE;
	n->bad = !ok;
}

/* ---- layout ---- */

static uint32_t part_bytes(struct type t)
{
	return t.kind == TY_STRING ? t.width : 8;
}

static void lay_out_key(struct sema *s, struct map *m)
{
	unsigned i;

	m->key_bytes = 0;
	for (i = 0; i < m->nkeys; i++) {
		m->keys[i].offset = m->key_bytes;
		m->key_bytes += part_bytes(m->keys[i].type);
	}
	if (m->key_bytes > MAP_KEY_MAX)
		diag(s->d, TOO_MANY, m->span, MAP_KEY_MAX, "bytes of a map's key");
}

static void lay_out_value(struct sema *s, struct map *m)
{
	unsigned i;

	m->nvalues = m->value.kind == TY_TUPLE ? m->value.width : 1;
	if (m->value.kind != TY_TUPLE)
		m->values[0].type = m->value;
	m->value_bytes = 0;
	for (i = 0; i < m->nvalues; i++) {
		m->values[i].offset = m->value_bytes;
		m->value_bytes += part_bytes(m->values[i].type);
	}
	if (m->value_bytes > STRING_MAX)
		diag(s->d, TOO_MANY, m->span, STRING_MAX, "bytes of a map's value");
}

static uint32_t agg_bytes(const struct map *m)
{
	struct agg_layout at = agg_layout(m);

	return at.words * 8;
}

void maps_lay_out(struct sema *s)
{
	unsigned i;

	for (i = 0; i < s->p->nmaps; i++) {
		struct map *m = s->p->maps[i];

		if (m->is_agg && !m->ops)
			m->ops = 1u << AGG_HIST_LOG;
		if (m->is_agg)
			m->kind = m->nkeys ? MAP_AGG_HASH : MAP_AGG_ONE;
		else if (m->nkeys)
			m->kind = m->lru ? MAP_LRU : MAP_HASH;
		lay_out_key(s, m);
		if (m->is_agg)
			m->value_bytes = agg_bytes(m);
		else
			lay_out_value(s, m);
	}
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* See maps.h.  A map of the host's own is a tree of the C library's (tsearch). */

#include "runtime/host/maps.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/host/aggregate.h"

/* ---- a tree of keys and values ---- */

struct node {
	size_t key_bytes;
	_Alignas(8) char data[];	/* the key, then the value */
};

struct tree {
	void *root;
	size_t n, key_bytes, value_bytes;
	struct node *probe;		/* a key to look for */
};

static int compare(const void *a, const void *b)
{
	const struct node *x = a, *y = b;

	return memcmp(x->data, y->data, x->key_bytes);
}

static struct node *node_new(const struct tree *t)
{
	struct node *n = calloc(1, sizeof(*n) + t->key_bytes + t->value_bytes);

	if (!n)
		abort();
	n->key_bytes = t->key_bytes;
	return n;
}

static void *tree_find(struct tree *t, const void *key)
{
	struct node **found;

	if (!t->probe)
		t->probe = node_new(t);
	memcpy(t->probe->data, key, t->key_bytes);
	found = tfind(t->probe, &t->root, compare);
	return found ? (*found)->data + t->key_bytes : NULL;
}

/* Its value, all zeros when it is new. */
static void *tree_add(struct tree *t, const void *key)
{
	void *value = tree_find(t, key);
	struct node *n;

	if (value)
		return value;
	n = node_new(t);
	memcpy(n->data, key, t->key_bytes);
	if (!tsearch(n, &t->root, compare))
		abort();
	t->n++;
	return n->data + t->key_bytes;
}

static void tree_delete(struct tree *t, const void *key)
{
	struct node **found, *n;

	if (!tree_find(t, key))
		return;
	found = tfind(t->probe, &t->root, compare);
	n = *found;
	tdelete(t->probe, &t->root, compare);
	free(n);
	t->n--;
}

static void tree_clear(struct tree *t)
{
	tdestroy(t->root, free);
	t->root = NULL;
	t->n = 0;
}

/* ---- all maps ---- */

struct bucket {
	u64 id;
	int64_t bucket;
	u64 count;
};

struct one {				/* a map */
	const struct map *def;
	bool in_kernel;
	struct tree tree;		/* its values, or the host's shard */
	struct tree own_buckets;	/* quantiles of that: {id, bucket} → count */
	struct bucket *buckets;		/* of the kernel's, sorted; NULL: not read yet */
	size_t nbuckets;
};

struct maps {
	const struct program *p;
	struct backend *b;
	volatile u64 *state;
	struct one *maps;
	unsigned nshards;
	u64 *shards;			/* nshards values of the largest map */
	u64 next_id;
};

#define HOST_ID (1ull << 63)	/* ids of the host's shards */

struct maps *maps_new(const struct program *p, struct backend *b, volatile u64 *state)
{
	struct maps *m = arena_new(&p->s->arena, struct maps);
	size_t largest = 8;
	unsigned i;

	*m = (struct maps){ .p = p, .b = b, .state = state, .nshards = 1 };
	m->maps = arena_array(&p->s->arena, struct one, p->nmaps + 1);
	if (b && b->ops->map_shards)
		m->nshards = b->ops->map_shards(b);
	for (i = 0; i < p->nmaps; i++) {
		const struct map *def = p->maps[i];

		m->maps[i] = (struct one){
			.def = def, .in_kernel = b && def->in_kernel,
			.tree = { .key_bytes = def->key_bytes, .value_bytes = def->value_bytes },
			.own_buckets = { .key_bytes = 16, .value_bytes = 8 },
		};
		if (def->value_bytes > largest)
			largest = def->value_bytes;
	}
	m->shards = arena_alloc(&p->s->arena, largest * m->nshards);
	for (i = 0; i < p->nmaps; i++)
		if (p->maps[i]->initial) {
			char *text = arena_array(&p->s->arena, char, p->maps[i]->value_bytes);

			memcpy(text, p->maps[i]->initial, strlen(p->maps[i]->initial));
			maps_set(m, i, "", text);
		} else if (p->maps[i]->kind == MAP_CPU && p->maps[i]->start) {
			maps_set(m, i, "", &p->maps[i]->start);
		}
	return m;
}

void maps_free(struct maps *m)
{
	unsigned i;

	for (i = 0; i < m->p->nmaps; i++) {
		tree_clear(&m->maps[i].tree);
		tree_clear(&m->maps[i].own_buckets);
		free(m->maps[i].tree.probe);
		free(m->maps[i].own_buckets.probe);
		free(m->maps[i].buckets);
	}
}

int maps_compare(struct type t, const void *a, const void *b)
{
	u64 x, y;

	if (t.kind == TY_STRING)
		return strncmp(a, b, t.width);
	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	if (type_is_u64(t) || t.kind == TY_PTR)
		return (x > y) - (x < y);
	return ((int64_t)x > (int64_t)y) - ((int64_t)x < (int64_t)y);
}

int maps_compare_values(const struct map *def, const void *a, const void *b)
{
	unsigned i;
	int c = 0;

	for (i = 0; !c && i < def->nvalues; i++)
		c = maps_compare(def->values[i].type, (const char *)a + def->values[i].offset,
				 (const char *)b + def->values[i].offset);
	return c;
}

const struct map *maps_def(const struct maps *m, unsigned map)
{
	return m->p->maps[map];
}

void maps_refresh(struct maps *m)
{
	unsigned i;

	for (i = 0; i < m->p->nmaps; i++) {
		free(m->maps[i].buckets);
		m->maps[i].buckets = NULL;
		m->maps[i].nbuckets = 0;
	}
}

static void no_room(struct maps *m, const struct map *def)
{
	__atomic_fetch_add(&m->state[def->word], 1, __ATOMIC_RELAXED);
}

/* The kernel's shards of one key, into m->shards; how many there are. */
static unsigned kernel_shards(struct maps *m, unsigned map, const void *key)
{
	const struct map *def = m->p->maps[map];

	if (!m->maps[map].in_kernel || !m->b->ops->map_get(m->b, map, key, m->shards))
		return 0;
	return def->is_agg || def->kind == MAP_CPU ? m->nshards : 1;
}

static bool get_aggregate(struct maps *m, unsigned map, const void *key, u64 *value)
{
	struct one *one = &m->maps[map];
	unsigned i, n = kernel_shards(m, map, key);
	size_t words = one->def->value_bytes / 8;
	const u64 *own = tree_find(&one->tree, key);

	memset(value, 0, one->def->value_bytes);
	for (i = 0; i < n; i++)
		agg_merge(one->def, value, m->shards + i * words);
	if (own)
		agg_merge(one->def, value, own);
	return value[WIRE_AGG_COUNT];
}

static void add_shard(const struct map *def, void *value, const char *shard)
{
	const struct map_part *p = def->values;
	u64 a, b;

	for (; p < def->values + def->nvalues; p++) {
		if (p->type.kind == TY_STRING)
			continue;
		memcpy(&a, (char *)value + p->offset, 8);
		memcpy(&b, shard + p->offset, 8);
		a += b;
		memcpy((char *)value + p->offset, &a, 8);
	}
}

bool maps_get(struct maps *m, unsigned map, const void *key, void *value)
{
	struct one *one = &m->maps[map];
	const void *own;
	unsigned i, n;

	if (one->def->is_agg)
		return get_aggregate(m, map, key, value);
	memset(value, 0, one->def->value_bytes);
	if (one->in_kernel) {
		n = kernel_shards(m, map, key);
		if (n)
			memcpy(value, m->shards, one->def->value_bytes);
		/* A number that every CPU has is, to the host, their sum. */
		for (i = 1; i < n; i++)
			add_shard(one->def, value, (const char *)m->shards + i * one->def->value_bytes);
		return n;
	}
	own = tree_find(&one->tree, key);
	if (own)
		memcpy(value, own, one->def->value_bytes);
	return own;
}

/* The place of a value of the host's own; NULL: no room. */
static void *own_place(struct maps *m, struct one *one, const void *key)
{
	if (one->def->nkeys && one->tree.n >= one->def->limit && !tree_find(&one->tree, key)) {
		if (!one->def->lru) {
			no_room(m, one->def);
			return NULL;
		}
		/* Any key may go: the order of use is not kept here. */
		tree_delete(&one->tree, (*(struct node **)one->tree.root)->data);
	}
	return tree_add(&one->tree, key);
}

void maps_set(struct maps *m, unsigned map, const void *key, const void *value)
{
	struct one *one = &m->maps[map];
	void *place;

	if (one->in_kernel) {
		if (!m->b->ops->map_set(m->b, map, key, value))
			no_room(m, one->def);
		return;
	}
	place = own_place(m, one, key);
	if (place)
		memcpy(place, value, one->def->value_bytes);
}

/* In the kernel only where nobody else writes meanwhile: sema sees to it. */
u64 maps_add(struct maps *m, unsigned map, const void *key, u64 delta)
{
	u64 old, new;

	maps_get(m, map, key, &old);
	new = old + delta;
	maps_set(m, map, key, &new);
	return old;
}

static void forget_buckets(struct maps *m, unsigned map, u64 id)
{
	struct one *one = &m->maps[map];
	size_t i;

	for (i = 0; i < one->nbuckets; i++)
		if (one->buckets[i].id == id)
			m->b->ops->bucket_delete(m->b, map, &one->buckets[i].id);
}

static void load_buckets(struct maps *m, unsigned map);

void maps_delete(struct maps *m, unsigned map, const void *key)
{
	struct one *one = &m->maps[map];
	struct agg_layout at = agg_layout(one->def);
	unsigned i, n;

	if (at.id && one->in_kernel) {
		load_buckets(m, map);
		n = kernel_shards(m, map, key);
		for (i = 0; i < n; i++)
			forget_buckets(m, map, m->shards[i * at.words + at.id]);
	}
	if (one->in_kernel)
		m->b->ops->map_delete(m->b, map, key);
	tree_delete(&one->tree, key);
}

void maps_clear(struct maps *m, unsigned map)
{
	struct one *one = &m->maps[map];
	struct snapshot s;
	size_t i;

	if (one->in_kernel && maps_snapshot(m, map, &s)) {
		for (i = 0; i < s.n; i++)
			maps_delete(m, map, snapshot_key(&s, i));
		snapshot_free(&s);
	}
	tree_clear(&one->tree);
	tree_clear(&one->own_buckets);
}

void maps_drain_begin(struct maps *m, unsigned map)
{
	if (m->maps[map].in_kernel)
		m->b->ops->map_turn(m->b, map, true);
	maps_refresh(m);
}

void maps_drain_end(struct maps *m, unsigned map)
{
	maps_clear(m, map);
	if (m->maps[map].in_kernel)
		m->b->ops->map_turn(m->b, map, false);
}

/* ---- aggregates ---- */

void maps_take(struct maps *m, unsigned map, const void *key, u64 value)
{
	struct one *one = &m->maps[map];
	struct agg_layout at = agg_layout(one->def);
	u64 *words = own_place(m, one, key), bucket[2];

	if (!words)
		return;
	agg_take(one->def, words, value);
	if (!at.id)
		return;
	if (!words[at.id])
		words[at.id] = HOST_ID | ++m->next_id;
	bucket[0] = words[at.id];
	bucket[1] = (u64)agg_bucket(value);
	++*(u64 *)tree_add(&one->own_buckets, bucket);
}

static int by_id_and_bucket(const void *a, const void *b)
{
	const struct bucket *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->bucket > y->bucket) - (x->bucket < y->bucket);
}

static void load_buckets(struct maps *m, unsigned map)
{
	struct one *one = &m->maps[map];

	if (one->buckets || !one->in_kernel)
		return;
	one->nbuckets = m->b->ops->buckets(m->b, map, (u64 **)&one->buckets);
	if (one->nbuckets)
		qsort(one->buckets, one->nbuckets, sizeof(*one->buckets), by_id_and_bucket);
}

struct collect {
	struct bucket *to;
	size_t n, cap;
	u64 id;
};

static void collect_one(struct collect *c, const struct bucket *b)
{
	if (c->n == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 64;
		c->to = realloc(c->to, c->cap * sizeof(*c->to));
		if (!c->to)
			abort();
	}
	c->to[c->n] = *b;
	c->to[c->n++].id = 0;
}

static void collect_own(const void *nodep, VISIT which, void *arg)
{
	const struct node *n = *(struct node *const *)nodep;
	struct collect *c = arg;
	struct bucket b;

	if (which != postorder && which != leaf)
		return;
	memcpy(&b, n->data, sizeof(b));
	if (b.id == c->id)
		collect_one(c, &b);
}

/* All buckets of a key, sorted. */
static void collect(struct maps *m, unsigned map, const void *key, struct collect *c)
{
	struct one *one = &m->maps[map];
	struct agg_layout at = agg_layout(one->def);
	unsigned i, n = kernel_shards(m, map, key);
	const u64 *own = tree_find(&one->tree, key);
	size_t k;

	load_buckets(m, map);
	for (i = 0; i < n; i++)
		for (k = 0; k < one->nbuckets; k++)
			if (one->buckets[k].id == m->shards[i * at.words + at.id])
				collect_one(c, &one->buckets[k]);
	if (own) {
		c->id = own[at.id];
		twalk_r(one->own_buckets.root, collect_own, c);
	}
	if (c->n)
		qsort(c->to, c->n, sizeof(*c->to), by_id_and_bucket);
}

/* The value that `percent' of all are not above: the one of rank ceil(total * percent / 100). */
static bool quantile(struct maps *m, unsigned map, const void *key, const u64 *words, unsigned percent,
		     u64 *out)
{
	struct collect c = { 0 };
	u64 total = 0, rank, seen = 0;
	size_t i;

	collect(m, map, key, &c);
	for (i = 0; i < c.n; i++)
		total += c.to[i].count;
	rank = total / 100 * percent + (total % 100 * percent + 99) / 100;
	for (i = 0; i < c.n; i++) {
		seen += c.to[i].count;
		if (seen >= rank)
			break;
	}
	if (i < c.n) {
		*out = agg_bucket_value(c.to[i].bucket);
		/* The ends are known; the middle of the outermost buckets may be outside of them. */
		if (rank >= total || (int64_t)*out > (int64_t)words[WIRE_AGG_MAX])
			*out = words[WIRE_AGG_MAX];
		else if (rank == 1 || (int64_t)*out < (int64_t)words[WIRE_AGG_MIN])
			*out = words[WIRE_AGG_MIN];
	}
	free(c.to);
	return total;
}

bool maps_read_value(struct maps *m, unsigned map, const void *key, const u64 *words, enum agg_op op,
		     unsigned percent, u64 *out)
{
	if (op == AGG_QUANTILE)
		return quantile(m, map, key, words, percent, out);
	return agg_value(m->p->maps[map], words, op, out);
}

bool maps_read(struct maps *m, unsigned map, const void *key, enum agg_op op, unsigned percent, u64 *out)
{
	u64 *words = calloc(1, m->p->maps[map]->value_bytes);
	bool some;

	if (!words)
		abort();
	maps_get(m, map, key, words);
	some = maps_read_value(m, map, key, words, op, percent, out);
	free(words);
	return some;
}

/* ---- snapshots ---- */

static bool snapshot_add(struct maps *m, unsigned map, struct snapshot *s, size_t *cap, const void *key)
{
	if (s->n == *cap) {
		*cap = *cap ? *cap * 2 : 64;
		s->keys = realloc(s->keys, *cap * s->key_bytes + 8);
		s->values = realloc(s->values, *cap * s->value_bytes);
		if (!s->keys || !s->values)
			return false;
	}
	memcpy(s->keys + s->n * s->key_bytes, key, s->key_bytes);
	if (maps_get(m, map, key, s->values + s->n * s->value_bytes))
		s->n++;		/* else it has gone meanwhile */
	return true;
}

struct walk {
	struct maps *m;
	unsigned map;
	struct snapshot *s;
	size_t cap;
	bool ok;
};

static void add_own(const void *nodep, VISIT which, void *arg)
{
	const struct node *n = *(struct node *const *)nodep;
	struct walk *w = arg;
	struct one *one = &w->m->maps[w->map];

	if (which != postorder && which != leaf)
		return;
	/* The kernel's keys have been added before. */
	if (one->in_kernel && kernel_shards(w->m, w->map, n->data))
		return;
	w->ok &= snapshot_add(w->m, w->map, w->s, &w->cap, n->data);
}

static void add_kernel(struct walk *w)
{
	struct one *one = &w->m->maps[w->map];
	struct backend *b = w->m->b;
	_Alignas(8) char key[2][MAP_KEY_MAX] = { { 0 } };
	unsigned at = 0;
	size_t most = 2 * (size_t)one->def->limit + 64;
	bool more = one->def->nkeys ? b->ops->map_next(b, w->map, NULL, key[0]) : true;

	/* Keys that come and go may make the walk start again: it ends in any case. */
	while (more && w->ok && most--) {
		w->ok = snapshot_add(w->m, w->map, w->s, &w->cap, key[at]);
		more = one->def->nkeys && b->ops->map_next(b, w->map, key[at], key[!at]);
		at = !at;
	}
}

bool maps_snapshot(struct maps *m, unsigned map, struct snapshot *s)
{
	struct one *one = &m->maps[map];
	struct walk w = { m, map, s, 0, true };

	*s = (struct snapshot){ .key_bytes = one->def->key_bytes, .value_bytes = one->def->value_bytes };
	if (one->in_kernel)
		add_kernel(&w);
	twalk_r(one->tree.root, add_own, &w);
	if (!w.ok)
		snapshot_free(s);
	return w.ok;
}

void snapshot_free(struct snapshot *s)
{
	free(s->keys);
	free(s->values);
	s->keys = s->values = NULL;
	s->n = 0;
}

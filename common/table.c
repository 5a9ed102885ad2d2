// SPDX-License-Identifier: GPL-2.0-or-later
/* See table.h. */

#include "common/table.h"

#include <string.h>

/* FNV-1a, folded once more so that the low bits depend on all of the key. */
uint32_t hash_bytes(const char *p, size_t n)
{
	uint32_t h = 2166136261u;

	while (n--)
		h = (h ^ (unsigned char)*p++) * 16777619u;
	return h ^ h >> 15;
}

void table_init(struct table *t, struct arena *a)
{
	*t = (struct table){ .arena = a };
}

static struct table_slot *find(struct table_slot *slots, uint32_t cap, const char *key,
			       uint32_t hash)
{
	uint32_t i;

	for (i = hash & (cap - 1); slots[i].key; i = (i + 1) & (cap - 1))
		if (slots[i].hash == hash && !strcmp(slots[i].key, key))
			break;
	return &slots[i];
}

void *table_get(const struct table *t, const char *key)
{
	return t->cap ? find(t->slots, t->cap, key, hash_bytes(key, strlen(key)))->value : NULL;
}

static void enlarge(struct table *t)
{
	uint32_t cap = t->cap ? t->cap * 2 : 16, i;
	struct table_slot *slots = arena_array(t->arena, struct table_slot, cap);

	for (i = 0; i < t->cap; i++)
		if (t->slots[i].key)
			*find(slots, cap, t->slots[i].key, t->slots[i].hash) = t->slots[i];
	t->slots = slots;
	t->cap = cap;
}

void *table_set(struct table *t, const char *key, void *value)
{
	uint32_t hash = hash_bytes(key, strlen(key));
	struct table_slot *s;
	void *old;

	if (t->n * 4 >= t->cap * 3)
		enlarge(t);
	s = find(t->slots, t->cap, key, hash);
	if (!s->key) {
		t->n++;
		s->key = key;
		s->hash = hash;
	}
	old = s->value;
	s->value = value;
	return old;
}

const struct table_slot *table_next(const struct table *t, uint32_t *i)
{
	while (*i < t->cap)
		if (t->slots[(*i)++].key)
			return &t->slots[*i - 1];
	return NULL;
}

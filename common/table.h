/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMMON_TABLE_H
#define COMMON_TABLE_H

/*
 * A hash table from strings to pointers, and the set of interned strings.  Keys are not copied.
 * Nothing can be removed.
 */

#include <stdint.h>

#include "common/arena.h"

struct table_slot {
	const char *key;
	uint32_t hash;
	void *value;
};

struct table {
	struct arena *arena;
	struct table_slot *slots;	/* open addressing, power of two, at most 3/4 full */
	uint32_t n, cap;
};

void table_init(struct table *t, struct arena *a);
/* NULL when there is none. */
void *table_get(const struct table *t, const char *key);
/* The value that was there before; the new one replaces it. */
void *table_set(struct table *t, const char *key, void *value);
/* In no order: for (i = 0; (s = table_next(t, &i));) */
const struct table_slot *table_next(const struct table *t, uint32_t *i);

uint32_t hash_bytes(const char *p, size_t n);

#endif

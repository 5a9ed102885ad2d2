/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_MAPS_H
#define RUNTIME_HOST_MAPS_H

/*
 * The script's maps as handlers in user space see them.
 *
 * A map that handlers in the kernel use lies in the kernel, with the back end's functions; another one
 * lies here.  What handlers here put into an aggregate of the kernel's goes to a shard of its own,
 * and is merged on reading.
 *
 * Keys and values are buffers as struct map lays them out: key_bytes and value_bytes long, 8-byte
 * aligned, strings filled up with zeros.  A value of an aggregate is one merged value.
 */

#include <stdbool.h>
#include <stddef.h>

#include "runtime/host/backend.h"

struct maps;

/* Lives in the program's arena, except for what is in maps: maps_free().  b: NULL where there is none. */
struct maps *maps_new(const struct program *p, struct backend *b, volatile u64 *state);
void maps_free(struct maps *m);

/* A handler begins: what was remembered of the kernel's maps is out of date. */
void maps_refresh(struct maps *m);

/* Below, equal to or above 0: the order of two values or parts of keys, as they lie in a buffer. */
/* All parts of two values of a map, the first ones first. */
int maps_compare_values(const struct map *def, const void *a, const void *b);
int maps_compare(struct type t, const void *a, const void *b);

const struct map *maps_def(const struct maps *m, unsigned map);

/* False: it is not there; the value is then all zeros. */
bool maps_get(struct maps *m, unsigned map, const void *key, void *value);
/* No room: counted. */
void maps_set(struct maps *m, unsigned map, const void *key, const void *value);
/* The old value. */
u64 maps_add(struct maps *m, unsigned map, const void *key, u64 delta);
void maps_delete(struct maps *m, unsigned map, const void *key);
void maps_clear(struct maps *m, unsigned map);

/*
 * Between the two calls the map here is what handlers in the kernel have written until the first; they
 * write into another one.  The second empties this one and goes on with that one.
 */
void maps_drain_begin(struct maps *m, unsigned map);
void maps_drain_end(struct maps *m, unsigned map);

void maps_take(struct maps *m, unsigned map, const void *key, u64 value);
/* @op; false: of nothing there is none. */
bool maps_read(struct maps *m, unsigned map, const void *key, enum agg_op op, unsigned percent,
	       u64 *out);
/* The same of a value that has been read, at this key. */
bool maps_read_value(struct maps *m, unsigned map, const void *key, const u64 *words, enum agg_op op,
		     unsigned percent, u64 *out);

/* All that is there: n keys and values, in no order. */
struct snapshot {
	size_t n, key_bytes, value_bytes;
	char *keys, *values;		/* n times so many bytes */
};

static inline const void *snapshot_key(const struct snapshot *s, size_t i)
{
	return s->keys + i * s->key_bytes;
}

static inline const u64 *snapshot_value(const struct snapshot *s, size_t i)
{
	return (const u64 *)(s->values + i * s->value_bytes);
}

/* Aggregates that took in nothing are left out.  False: no memory. */
bool maps_snapshot(struct maps *m, unsigned map, struct snapshot *s);
void snapshot_free(struct snapshot *s);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEMA_KTYPES_INT_H
#define SEMA_KTYPES_INT_H

/*
 * The inside of the model of a kernel's types; only ktypes*.c, its fuzzer and no one else.
 *
 * A model is the raw BTF as it was read, plus tables of offsets.  ktypes_read.c opens it and checks
 * all of it once, so that afterwards
 *	- each type record with all its members lies within the data,
 *	- each name offset leads to a NUL-terminated string without control characters,
 *	- each type id is that of a type of the model (or of its base).
 * What is not checked there, because it takes a walk, is bounded where one walks: ids may form
 * cycles, and a type may be of a kind that has no business where it stands.
 */

#include <stddef.h>
#include <bpf/btf.h>

#include "sema/ktypes.h"

#define KTYPES_MAX_CHAIN 64	/* modifiers, typedefs, array dimensions or pointers in a row */
#define KTYPES_MAX_NESTING 32	/* of anonymous members */
#define KTYPES_MAX_VISITS 65536	/* members looked at for one query */
#define KTYPES_MAX_BYTES ((uint64_t)64 << 20)	/* the kernel takes 16 MB */
#define KTYPES_NOT_A_TYPE UINT32_MAX

/* Chains of things that hash alike: heads[hash & mask] → next[n] → … → 0.  Numbers are from 1. */
struct kchains {
	uint32_t *heads, mask;
	uint32_t *next;
};

struct kconsts;

struct ktypes {
	struct arena mem;		/* everything below; freed by ktypes_close() */
	const struct ktypes *base;	/* NULL: this is a kernel */
	void *map;			/* NULL: the data lies in mem */
	size_t map_size;
	const void *raw;		/* header and all */
	size_t raw_size;
	const unsigned char *types;
	const char *strs;
	uint32_t first, end;		/* ids of its own: first <= id < end */
	uint32_t str_first, str_end;	/* name offsets of its own */
	uint32_t *offsets;		/* of each own type in types, by id - first */
	struct kchains names;		/* own types by name, in the order of their ids */
	struct kconsts *consts;		/* filled by the first query for a constant */
};

/* The record of a type; NULL for void and for a number that is no type. */
static inline const struct btf_type *kt_raw(const struct ktypes *kt, uint32_t id)
{
	while (kt && id < kt->first)
		kt = kt->base;
	if (!kt || id >= kt->end)
		return NULL;
	return (const struct btf_type *)(kt->types + kt->offsets[id - kt->first]);
}

static inline const char *kt_str(const struct ktypes *kt, uint32_t off)
{
	while (off < kt->str_first)
		kt = kt->base;
	return kt->strs + (off - kt->str_first);
}

/* ---- ktypes_index.c ---- */

void kt_index_names(struct ktypes *kt);
/*
 * The ids of one name in ascending order, a module's before its kernel's:
 *	for (id = kt_first(kt, name, &it); id; id = kt_next(&it))
 */
struct kt_names {
	const struct ktypes *kt;
	const char *name;
	uint32_t hash, number;
};
uint32_t kt_first(const struct ktypes *kt, const char *name, struct kt_names *it);
uint32_t kt_next(struct kt_names *it);

void kt_consts_init(struct ktypes *kt);
void kt_consts_free(struct ktypes *kt);
/* A constant: its enum, and the how-many-th it is there. */
bool kt_find_const(const struct ktypes *kt, const char *name, uint32_t *id, uint32_t *index);

/* ---- ktypes.c ---- */

/* Without typedefs, qualifiers and tags; KTYPES_NOT_A_TYPE for a chain that is too long. */
uint32_t kt_strip(const struct ktypes *kt, uint32_t id);
/* The id of the type behind a modifier or typedef; false when t is none. */
bool kt_modified(const struct btf_type *t, uint32_t *id);
/* "long unsigned int" → "unsigned long"; NULL for what is none of C's integers. */
const char *kt_usual_int_name(const char *name);

#endif

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Names to types, and names to enum constants.
 *
 * Both tables are chains: the n-th thing's successor is next[n], so a table costs two arrays and no
 * allocation per name.  Chains are built from the last id to the first and thus run upwards: of two
 * types with one name the look-up meets the lower id first, on every run.  Names are not unique;
 * the caller asks each id for its kind.
 */

#include "sema/ktypes_int.h"

#include <string.h>

static uint64_t mix(uint64_t h, const char *p, size_t n)
{
	uint64_t word = 0;

	memcpy(&word, p, n);
	h = (h ^ word) * 0x9e3779b97f4a7c15u;
	return h ^ h >> 32;
}

/*
 * Eight bytes at a time, the last eight twice in part: hash_bytes() of the 75,000 names would be a
 * third of the time it takes to open a kernel.
 */
static uint32_t hash_name(const char *name)
{
	size_t n = strlen(name), i;
	uint64_t h = n;

	if (n < 8) {
		for (i = 0; i < n; i++)
			h = h << 8 | (unsigned char)name[i];
		return (uint32_t)mix(h, "", 1);
	}
	for (i = 0; i + 8 < n; i += 8)
		h = mix(h, name + i, 8);
	return (uint32_t)mix(h, name + n - 8, 8);
}

/* For the numbers 1 to n, of which about `likely` will be added. */
static void chains_init(struct kchains *c, struct arena *a, uint32_t n, uint32_t likely)
{
	uint32_t cap = 16;

	while (cap < likely)
		cap *= 2;
	c->mask = cap - 1;
	c->heads = arena_array(a, uint32_t, cap);
	c->next = arena_array(a, uint32_t, (size_t)n + 1);
}

static void chains_add(struct kchains *c, uint32_t number, uint32_t hash)
{
	uint32_t *head = &c->heads[hash & c->mask];

	c->next[number] = *head;
	*head = number;
}

/* ---- types ---- */

/* Only what is asked for by name. */
static bool is_indexed(const struct btf_type *t)
{
	const uint32_t kinds = 1u << BTF_KIND_INT | 1u << BTF_KIND_STRUCT | 1u << BTF_KIND_UNION |
			       1u << BTF_KIND_ENUM | 1u << BTF_KIND_ENUM64 |
			       1u << BTF_KIND_TYPEDEF | 1u << BTF_KIND_FUNC | 1u << BTF_KIND_VAR;

	return t->name_off && kinds >> btf_kind(t) & 1;
}

void kt_index_names(struct ktypes *kt)
{
	uint32_t n = kt->end - kt->first, i;

	chains_init(&kt->names, &kt->mem, n, n / 2);
	for (i = n; i; i--) {
		const struct btf_type *t = kt_raw(kt, kt->first + i - 1);

		if (is_indexed(t))
			chains_add(&kt->names, i, hash_name(kt_str(kt, t->name_off)));
	}
}

/* The next of the same name from `number` on, in this model or in its base. */
static uint32_t settle(struct kt_names *it, uint32_t number)
{
	for (;;) {
		const struct ktypes *kt = it->kt;

		for (; number; number = kt->names.next[number]) {
			uint32_t id = kt->first + number - 1;

			if (!strcmp(kt_str(kt, kt_raw(kt, id)->name_off), it->name)) {
				it->number = number;
				return id;
			}
		}
		it->kt = kt->base;
		if (!it->kt)
			return 0;
		number = it->kt->names.heads[it->hash & it->kt->names.mask];
	}
}

uint32_t kt_first(const struct ktypes *kt, const char *name, struct kt_names *it)
{
	*it = (struct kt_names){ .kt = kt, .name = name, .hash = hash_name(name) };
	return settle(it, kt->names.heads[it->hash & kt->names.mask]);
}

uint32_t kt_next(struct kt_names *it)
{
	return settle(it, it->kt->names.next[it->number]);
}

/* ---- constants ---- */

struct kconst {
	uint32_t id, index;		/* of the enum; of the constant in it */
};

struct kconsts {
	struct arena mem;
	struct kchains names;
	struct kconst *all;		/* by number - 1; NULL: not filled yet */
};

void kt_consts_init(struct ktypes *kt)
{
	kt->consts = arena_new(&kt->mem, struct kconsts);
}

void kt_consts_free(struct ktypes *kt)
{
	if (kt->consts)
		arena_free(&kt->consts->mem);
}

static uint32_t name_of_const(const struct btf_type *t, uint32_t i)
{
	return btf_is_enum64(t) ? btf_enum64(t)[i].name_off : btf_enum(t)[i].name_off;
}

static uint32_t count_consts(const struct ktypes *kt)
{
	uint32_t id, n = 0;

	for (id = kt->first; id < kt->end; id++)
		if (btf_is_any_enum(kt_raw(kt, id)))
			n += btf_vlen(kt_raw(kt, id));
	return n;
}

/* What is filled is a cache: the model itself stays const. */
static void fill_consts(const struct ktypes *kt)
{
	struct kconsts *c = kt->consts;
	uint32_t n = count_consts(kt), number = n, id, i;
	struct arena *mem = &c->mem;

	chains_init(&c->names, mem, n, n);
	c->all = arena_array(mem, struct kconst, (size_t)n + 1);
	for (id = kt->end; id-- > kt->first;) {
		const struct btf_type *t = kt_raw(kt, id);

		if (!btf_is_any_enum(t))
			continue;
		for (i = btf_vlen(t); i-- > 0; number--) {
			c->all[number - 1] = (struct kconst){ id, i };
			chains_add(&c->names, number,
				   hash_name(kt_str(kt, name_of_const(t, i))));
		}
	}
}

bool kt_find_const(const struct ktypes *kt, const char *name, uint32_t *id, uint32_t *index)
{
	uint32_t hash = hash_name(name), number;

	for (; kt; kt = kt->base) {
		const struct kconsts *c = kt->consts;

		if (!c->all)
			fill_consts(kt);
		for (number = c->names.heads[hash & c->names.mask]; number;
		     number = c->names.next[number]) {
			const struct kconst *k = &c->all[number - 1];
			const struct btf_type *t = kt_raw(kt, k->id);

			if (strcmp(kt_str(kt, name_of_const(t, k->index)), name))
				continue;
			*id = k->id;
			*index = k->index;
			return true;
		}
	}
	return false;
}

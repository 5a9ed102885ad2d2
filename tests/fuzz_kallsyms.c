// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Builds the tables of kallsyms around names, in one of their forms, damages some bytes of them, and has
 * them read.  Undamaged, the names and addresses that come out are those that went in.
 *
 * Input: a byte (1: the order before 6.4; 2: relative to the place), a byte: number of damages, three bytes
 * for each of these (where: 2, what), and the rest is cut into names.
 */

#include <stdlib.h>
#include <string.h>

#include "target/kallsyms.h"

#define TEXT 0xffffffff81000000ull
#define AT 0xffffffff82000000ull
#define ROOM 400000
#define NAMES 2600			/* more than 10 groups: fewer are not looked for */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct image {
	unsigned char bytes[ROOM];
	size_t n;
	uint32_t markers[NAMES / 256 + 1];
};

static void put(struct image *m, const void *what, size_t n)
{
	memcpy(m->bytes + m->n, what, n);
	m->n += n;
}

static void put_word(struct image *m, uint32_t v)
{
	put(m, &v, sizeof(v));
}

static void fill(struct image *m, size_t to)
{
	while (m->n % to)
		m->bytes[m->n++] = 0;
}

/* Token i is the character i, but for 0, which is a longer one. */
static void put_tokens(struct image *m)
{
	uint16_t at[256];
	size_t begin = m->n;
	unsigned i;

	for (i = 0; i < 256; i++) {
		char c = (char)i;

		at[i] = (uint16_t)(m->n - begin);
		put(m, i ? &c : "sys_", i ? 1 : 4);
		m->bytes[m->n++] = 0;
	}
	fill(m, 8);
	put(m, at, sizeof(at));
}

static size_t name_of(const uint8_t *data, size_t size, uint32_t i, char name[16])
{
	size_t n = i ? 1 + i % 9 : 5, k;

	if (!i) {
		memcpy(name, "_text", 6);
		return n;
	}
	for (k = 0; k < n; k++) {
		name[k] = size ? (char)data[(i * 7 + k) % size] : 'x';
		if (!name[k])
			name[k] = 'z';
	}
	name[n] = 0;
	return n;
}

static void put_names(struct image *m, const uint8_t *data, size_t size)
{
	size_t begin = m->n;
	char name[16];
	uint32_t i;

	for (i = 0; i < NAMES; i++) {
		unsigned char n = (unsigned char)(1 + name_of(data, size, i, name));

		if (i % 256 == 0)
			m->markers[i / 256] = (uint32_t)(m->n - begin);
		put(m, &n, 1);
		put(m, "T", 1);
		put(m, name, n - 1u);
	}
}

static void put_addresses(struct image *m, bool by_place)
{
	uint64_t base = TEXT;
	uint32_t i;

	for (i = 0; i < NAMES; i++)
		put_word(m, by_place ? (uint32_t)(TEXT + 16 * i - (AT + m->n)) : 16 * i);
	if (by_place)
		return;
	fill(m, 8);
	put(m, &base, sizeof(base));
}

static void build(struct image *m, bool old, bool by_place, const uint8_t *data, size_t size)
{
	m->n = 64;
	if (old)
		put_addresses(m, false);
	put_word(m, NAMES);
	if (old)
		put_word(m, 0);
	put_names(m, data, size);
	fill(m, 4);
	put(m, m->markers, sizeof(m->markers));
	if (old)
		put(m, "seqs of names come here", 20);
	fill(m, 8);
	put_tokens(m);
	if (!old)
		put_addresses(m, by_place);
}

static void compare(const struct symbols *s, const uint8_t *data, size_t size)
{
	char name[16];
	uint32_t i;

	if (s->n != NAMES)
		abort();
	for (i = 0; i < NAMES; i++) {
		name_of(data, size, i, name);
		if (strcmp(s->v[i].name, name) || s->v[i].address != TEXT + 16 * i || s->v[i].kind != 'T')
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct image *m = calloc(1, sizeof(*m));
	struct arena a = { 0 };
	struct symbols s = { 0 };
	unsigned char *copy;
	unsigned i, damages = size > 1 ? data[1] % 16 : 0;
	size_t used = 2 + 3 * (size_t)damages;
	bool read;

	if (size >= used) {
		build(m, data[0] & 1, data[0] & 2, data + used, size - used);
		for (i = 0; i < damages; i++) {
			size_t from_end = (size_t)(data[2 + 3 * i] << 8 | data[3 + 3 * i]);

			m->bytes[m->n - 1 - from_end % m->n] = data[4 + 3 * i];
		}
		copy = malloc(m->n);	/* so that what is read behind its end is noticed */
		memcpy(copy, m->bytes, m->n);
		read = kallsyms_read((struct bytes){ copy, m->n }, AT, TEXT, &a, &s);
		if (!damages && !read)
			abort();
		if (!damages)
			compare(&s, data + used, size - used);
		free(copy);
	}
	arena_free(&a);
	free(m);
	return 0;
}

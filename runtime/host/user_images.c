// SPDX-License-Identifier: GPL-2.0-or-later
/* See user_images.h. */

#include "runtime/host/user_images.h"

#include <stdlib.h>
#include <string.h>

struct image *image_new(void)
{
	struct image *i = calloc(1, sizeof(*i));

	if (i)
		i->refs = 1;
	return i;
}

struct image *image_ref(struct image *i)
{
	if (i)
		i->refs++;
	return i;
}

void image_put(struct images *all, struct image *i)
{
	u32 k;

	if (!i || --i->refs)
		return;
	for (k = 0; k < i->n; k++)
		user_file_put(all->files, i->maps[k].file);
	all->mappings -= i->n;
	free(i->maps);
	free(i);
}

static bool make_room(struct image *i, u32 n)
{
	u32 cap = i->cap ? i->cap : 8;
	struct mapping *maps;

	if (n > IMAGE_MAPPINGS)
		return false;
	while (cap < n)
		cap *= 2;
	if (cap == i->cap)
		return true;
	maps = realloc(i->maps, cap * sizeof(*maps));
	if (!maps)
		return false;
	i->maps = maps;
	i->cap = cap;
	return true;
}

/* A copy that is not shared takes the place of one that is. */
static bool own(struct images *all, struct image **i)
{
	struct image *old = *i, *copy;
	u32 k;

	if (old->refs == 1)
		return true;
	copy = image_new();
	if (!copy || !make_room(copy, old->n)) {
		free(copy);
		return false;
	}
	copy->n = old->n;
	for (k = 0; k < old->n; k++) {
		copy->maps[k] = old->maps[k];
		user_file_ref(copy->maps[k].file);
	}
	all->mappings += copy->n;
	old->refs--;
	*i = copy;
	return true;
}

/* The first mapping that ends above an address: its index, or n. */
static u32 first_above(const struct image *i, u64 address)
{
	u32 low = 0, high = i->n;

	while (low < high) {
		u32 mid = low + (high - low) / 2;

		if (i->maps[mid].end <= address)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The mappings from `at` up to `end` give way to `n` new ones. */
static void replace(struct images *all, struct image *i, u32 at, u32 end, const struct mapping *new,
		    u32 n)
{
	u32 k;

	for (k = 0; k < n; k++)
		user_file_ref(new[k].file);
	for (k = at; k < end; k++)
		user_file_put(all->files, i->maps[k].file);
	memmove(i->maps + at + n, i->maps + end, (i->n - end) * sizeof(*i->maps));
	memcpy(i->maps + at, new, n * sizeof(*new));
	i->n = i->n - (end - at) + n;
	all->mappings += n;
	all->mappings -= end - at;
}

/* What overlaps is cut: something of the first and the last one may remain. */
static bool put_in(struct images *all, struct image *i, const struct mapping *m)
{
	u32 at = first_above(i, m->start), end = at, n = 0;
	struct mapping new[3], last;

	while (end < i->n && i->maps[end].start < m->end)
		end++;
	if (end > at && i->maps[at].start < m->start) {
		new[n] = i->maps[at];
		new[n++].end = m->start;
	}
	new[n++] = *m;
	if (end > at && i->maps[end - 1].end > m->end) {
		last = i->maps[end - 1];
		last.offset += m->end - last.start;
		last.start = m->end;
		new[n++] = last;
	}
	if (!make_room(i, i->n - (end - at) + n))
		return false;
	replace(all, i, at, end, new, n);
	return true;
}

static bool is_mapped(const struct image *i, const struct mapping *m)
{
	u32 at = first_above(i, m->start);

	return at < i->n && i->maps[at].start == m->start && i->maps[at].end == m->end &&
	       i->maps[at].offset == m->offset && i->maps[at].file == m->file;
}

bool image_map(struct images *all, struct image **i, struct mapping m)
{
	bool done = m.end <= m.start || is_mapped(*i, &m) || (own(all, i) && put_in(all, *i, &m));

	user_file_put(all->files, m.file);	/* the image has its own reference */
	return done;
}

const struct mapping *image_find(const struct image *i, u64 address)
{
	u32 at = i ? first_above(i, address) : 0;

	return i && at < i->n && i->maps[at].start <= address ? &i->maps[at] : NULL;
}

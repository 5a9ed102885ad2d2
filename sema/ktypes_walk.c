// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the kernel's verifier makes of a load through a typed pointer.
 *
 * It looks for the member by offset alone: in a union it takes the first member that lies there, goes
 * down into it and does not come back.  So `key.both.node' may be out of its reach behind `key.shared',
 * and a pointer may be of another type for it than for us.  This is that search, over again; where
 * kernels differ, it is as strict as the strictest.
 *
 * Source: btf_struct_walk() in kernel/bpf/btf.c, 6.1 to 7.3.
 */

#include "sema/ktypes_int.h"

/* An access on its way down: `size` bytes at `off` of t. */
struct access {
	const struct ktypes *kt;
	const struct btf_type *t;
	uint64_t off, size;
	uint32_t target;
};

enum step { STEP_ON, STEP_DOWN, STEP_NUMBER, STEP_POINTER, STEP_REFUSED };

static const struct btf_type *stripped(const struct ktypes *kt, uint32_t id)
{
	return kt_raw(kt, kt_strip(kt, id));
}

/* The element of an array of any number of dimensions; *count of them.  NULL: broken. */
static const struct btf_type *element(const struct ktypes *kt, const struct btf_type *t,
				      uint64_t *count)
{
	unsigned n;

	*count = 1;
	for (n = 0; t && btf_is_array(t); n++) {
		if (n == KTYPES_MAX_CHAIN || btf_array(t)->nelems > KTYPES_MAX_BYTES)
			return NULL;
		*count *= btf_array(t)->nelems;
		if (*count > UINT32_MAX)
			return NULL;
		t = stripped(kt, btf_array(t)->type);
	}
	return t;
}

static uint64_t size_of(const struct btf_type *t)
{
	if (btf_is_ptr(t))
		return 8;
	return btf_is_int(t) || btf_is_composite(t) || btf_is_enum(t) || btf_is_enum64(t) ||
	       btf_is_float(t) ? t->size : 0;
}

/* Beyond the end of a struct only a last member of the form `x[]' is left. */
static enum step beyond(struct access *a)
{
	uint32_t n = btf_vlen(a->t);
	const struct btf_type *last;
	uint64_t at, count;

	if (!n)
		return STEP_REFUSED;
	at = btf_member_bit_offset(a->t, n - 1) / 8;
	last = stripped(a->kt, btf_members(a->t)[n - 1].type);
	if (!last || !btf_is_array(last) || btf_array(last)->nelems || a->off < at)
		return STEP_REFUSED;
	last = element(a->kt, stripped(a->kt, btf_array(last)->type), &count);
	if (last && btf_is_int(last))
		return STEP_NUMBER;
	if (!last || !btf_is_composite(last) || !last->size)
		return STEP_REFUSED;
	a->off = (a->off - at) % last->size;
	a->t = last;
	return STEP_DOWN;
}

static enum step pointer(struct access *a, const struct btf_type *t, bool whole)
{
	uint32_t to = kt_strip(a->kt, t->type);
	const struct btf_type *target = kt_raw(a->kt, to);

	if (!whole)
		return STEP_REFUSED;
	if (!target || !btf_is_composite(target))
		return STEP_NUMBER;
	a->target = to;
	return STEP_POINTER;
}

/* The access lies in the member, which begins at `at` and has no bits of its own. */
static enum step into(struct access *a, const struct btf_type *t, uint64_t at, uint64_t count)
{
	uint64_t size = size_of(t), end = at + count * size;

	at += (a->off - at) / size * size;
	if (btf_is_composite(t)) {
		a->off -= at;
		a->t = t;
		return STEP_DOWN;
	}
	if (btf_is_ptr(t))
		return pointer(a, t, a->off == at && a->size == size);
	return a->off + a->size <= end ? STEP_NUMBER : STEP_REFUSED;
}

static enum step look_at(struct access *a, uint32_t i)
{
	uint32_t bit = btf_member_bit_offset(a->t, i), bits = btf_member_bitfield_size(a->t, i);
	uint64_t at = bit / 8, end = a->off + a->size, count, size;
	const struct btf_type *t;

	if (end <= at)
		return STEP_REFUSED;
	if (bits)
		return a->off <= at && (bit + bits + 7) / 8 <= end ? STEP_NUMBER : STEP_ON;
	if (a->off < at)
		return STEP_REFUSED;
	t = element(a->kt, stripped(a->kt, btf_members(a->t)[i].type), &count);
	if (!t)
		return STEP_REFUSED;
	size = size_of(t);
	if (a->off >= at + count * size)
		return STEP_ON;
	return into(a, t, at, count);
}

static enum step one_struct(struct access *a)
{
	uint32_t i, n = btf_vlen(a->t);
	enum step s = STEP_ON;

	if (a->off + a->size > a->t->size)
		return beyond(a);
	for (i = 0; i < n && s == STEP_ON; i++)
		s = look_at(a, i);
	return s == STEP_ON ? STEP_REFUSED : s;
}

enum kwalk ktypes_walk(const struct ktypes *kt, uint32_t id, uint32_t offset, uint32_t size,
		       uint32_t *target)
{
	struct access a = { .kt = kt, .t = stripped(kt, id), .off = offset, .size = size };
	unsigned depth;

	for (depth = 0; depth < KTYPES_MAX_NESTING && a.t && btf_is_composite(a.t); depth++) {
		switch (one_struct(&a)) {
		case STEP_DOWN:
			continue;
		case STEP_NUMBER:
			return KWALK_NUMBER;
		case STEP_POINTER:
			*target = a.target;
			return KWALK_POINTER;
		case STEP_ON:
		case STEP_REFUSED:
			return KWALK_REFUSED;
		}
	}
	return KWALK_REFUSED;
}

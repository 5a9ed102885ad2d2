// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Members of structs and unions.
 *
 * A member without a name whose type is a struct or union lends its members to the struct around
 * it, whether that type has a name or not (kernels from 6.19 on are built with -fms-extensions).
 * A struct's own members go before those it was lent; among these, those of the earlier member.
 * Nesting may be endless in a broken file, so depth and number of visits are limited.
 */

#include "sema/ktypes_int.h"

#include <string.h>

/* The width of a bit-field of the old sort, where the integer type tells it. */
static void old_bit_field(const struct ktypes *kt, struct kmember *m)
{
	const struct btf_type *t = kt_raw(kt, kt_strip(kt, m->type));

	if (!t || !btf_is_int(t))
		return;
	if (btf_int_offset(t) || btf_int_bits(t) != t->size * 8 || m->bit_offset % 8)
		m->bits = btf_int_bits(t);
	m->bit_offset += btf_int_offset(t);
}

static struct kmember decode(const struct ktypes *kt, const struct btf_type *t, uint32_t i)
{
	const struct btf_member *raw = &btf_members(t)[i];
	struct kmember m = { .type = raw->type,
			     .bit_offset = btf_member_bit_offset(t, i),
			     .bits = btf_member_bitfield_size(t, i),
			     .name = kt_str(kt, raw->name_off) };

	if (!btf_kflag(t))
		old_bit_field(kt, &m);
	return m;
}

static const struct btf_type *composite(const struct ktypes *kt, uint32_t id)
{
	const struct btf_type *t = kt_raw(kt, kt_strip(kt, id));

	return t && btf_is_composite(t) ? t : NULL;
}

struct search {
	const struct ktypes *kt;
	const char *name;		/* NULL: all of them go to near */
	struct nearest *near;
	struct kmember *out;
	unsigned visits;
};

/* Adds the offset of what is around; false when the sum is no offset any more. */
static bool found(struct search *s, struct kmember m, uint64_t around)
{
	if (around + m.bit_offset > UINT32_MAX)
		return false;
	m.bit_offset += (uint32_t)around;
	*s->out = m;
	return true;
}

static bool walk(struct search *s, const struct btf_type *t, uint64_t around, unsigned depth)
{
	const uint32_t n = btf_vlen(t);
	uint32_t i;

	if (depth > KTYPES_MAX_NESTING || s->visits + n > KTYPES_MAX_VISITS)
		return false;
	s->visits += n;
	for (i = 0; i < n; i++) {
		const char *name = kt_str(s->kt, btf_members(t)[i].name_off);

		if (!*name)
			continue;
		if (!s->name)
			nearest_offer(s->near, name);
		else if (!strcmp(name, s->name))
			return found(s, decode(s->kt, t, i), around);
	}
	for (i = 0; i < n; i++) {
		const struct btf_member *m = &btf_members(t)[i];
		const struct btf_type *inner;

		if (*kt_str(s->kt, m->name_off))
			continue;
		inner = composite(s->kt, m->type);
		if (inner && walk(s, inner, around + btf_member_bit_offset(t, i), depth + 1))
			return true;
	}
	return false;
}

bool ktypes_member(const struct ktypes *kt, uint32_t id, const char *name, struct kmember *out)
{
	const struct btf_type *t = composite(kt, id);
	struct search s = { .kt = kt, .name = name, .out = out };

	return t && *name && walk(&s, t, 0, 0);
}

void ktypes_offer_members(const struct ktypes *kt, uint32_t id, struct nearest *near)
{
	const struct btf_type *t = composite(kt, id);
	struct search s = { .kt = kt, .near = near };

	if (t)
		walk(&s, t, 0, 0);
}

bool ktypes_member_at(const struct ktypes *kt, uint32_t id, uint32_t i, struct kmember *out)
{
	const struct btf_type *t = composite(kt, id);

	if (!t || i >= btf_vlen(t))
		return false;
	*out = decode(kt, t, i);
	return true;
}

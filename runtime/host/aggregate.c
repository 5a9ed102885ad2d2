// SPDX-License-Identifier: GPL-2.0-or-later
/* See aggregate.h. */

#include "runtime/host/aggregate.h"

static unsigned log2_of(u64 v)
{
	return 63 - (unsigned)__builtin_clzll(v);
}

unsigned agg_log_bucket(u64 v)
{
	if (v >> 63)
		return 0;
	return v ? 2 + log2_of(v) : 1;
}

struct agg_range agg_log_range(unsigned bucket)
{
	if (!bucket)
		return (struct agg_range){ .high = 0, .open_low = true };
	if (bucket == 1)
		return (struct agg_range){ 0, 1, false, false };
	return (struct agg_range){ (int64_t)(1ull << (bucket - 2)),
				   bucket < 64 ? (int64_t)(1ull << (bucket - 1)) : INT64_MAX, false,
				   bucket >= 64 };
}

static unsigned linear_bucket(const struct map *m, int64_t v)
{
	if (v < m->low)
		return 0;
	if (v >= m->high)
		return m->nlinear - 1;
	return (unsigned)((u64)(v - m->low) / (u64)m->step) + 1;
}

struct agg_range agg_linear_range(const struct map *m, unsigned bucket)
{
	int64_t low = m->low + (int64_t)(bucket - 1) * m->step;

	if (!bucket)
		return (struct agg_range){ .high = m->low, .open_low = true };
	if (bucket == m->nlinear - 1)
		return (struct agg_range){ .low = m->high, .open_high = true };
	return (struct agg_range){ low, low + m->step < m->high ? low + m->step : m->high, false, false };
}

void agg_take(const struct map *m, u64 *w, u64 v)
{
	struct agg_layout at = agg_layout(m);
	unsigned __int128 square;
	u64 size = v >> 63 ? 0 - v : v;

	if (!w[WIRE_AGG_COUNT] || (int64_t)v < (int64_t)w[WIRE_AGG_MIN])
		w[WIRE_AGG_MIN] = v;
	if (!w[WIRE_AGG_COUNT] || (int64_t)v > (int64_t)w[WIRE_AGG_MAX])
		w[WIRE_AGG_MAX] = v;
	w[WIRE_AGG_COUNT]++;
	w[WIRE_AGG_SUM] += v;
	if (at.squares) {
		square = (unsigned __int128)size * size + w[at.squares];
		w[at.squares] = (u64)square;
		w[at.squares + 1] += (u64)(square >> 64);
	}
	if (at.log)
		w[at.log + agg_log_bucket(v)]++;
	if (at.linear)
		w[at.linear + linear_bucket(m, (int64_t)v)]++;
}

void agg_merge(const struct map *m, u64 *into, const u64 *from)
{
	struct agg_layout at = agg_layout(m);
	u64 low;
	u32 i;

	if (!from[WIRE_AGG_COUNT])
		return;
	if (!into[WIRE_AGG_COUNT] || (int64_t)from[WIRE_AGG_MIN] < (int64_t)into[WIRE_AGG_MIN])
		into[WIRE_AGG_MIN] = from[WIRE_AGG_MIN];
	if (!into[WIRE_AGG_COUNT] || (int64_t)from[WIRE_AGG_MAX] > (int64_t)into[WIRE_AGG_MAX])
		into[WIRE_AGG_MAX] = from[WIRE_AGG_MAX];
	into[WIRE_AGG_COUNT] += from[WIRE_AGG_COUNT];
	into[WIRE_AGG_SUM] += from[WIRE_AGG_SUM];
	if (at.squares) {
		low = into[at.squares] + from[at.squares];
		into[at.squares + 1] += from[at.squares + 1] + (low < from[at.squares]);
		into[at.squares] = low;
	}
	for (i = 0; at.log && i < WIRE_LOG_BUCKETS; i++)
		into[at.log + i] += from[at.log + i];
	for (i = 0; at.linear && i < m->nlinear; i++)
		into[at.linear + i] += from[at.linear + i];
}

/* (squares - sum^2 / n) / (n - 1) */
static u64 variance(const struct agg_layout *at, const u64 *w)
{
	u64 n = w[WIRE_AGG_COUNT];
	long double sum = (int64_t)w[WIRE_AGG_SUM], squares, v;

	if (n < 2)
		return 0;
	squares = (long double)w[at->squares + 1] * 18446744073709551616.0L + w[at->squares];
	v = (squares - sum * sum / n) / (n - 1);
	if (v <= 0)
		return 0;
	return v >= 9223372036854775807.0L ? INT64_MAX : (u64)v;
}

bool agg_value(const struct map *m, const u64 *w, enum agg_op op, u64 *out)
{
	struct agg_layout at = agg_layout(m);
	u64 n = w[WIRE_AGG_COUNT];

	*out = 0;
	switch ((int)op) {
	case AGG_COUNT:
		*out = n;
		return true;
	case AGG_SUM:
		*out = w[WIRE_AGG_SUM];
		return true;
	case AGG_VARIANCE:
		if (n)
			*out = variance(&at, w);
		return n;
	case AGG_MIN:
		*out = n ? w[WIRE_AGG_MIN] : 0;
		return n;
	case AGG_MAX:
		*out = n ? w[WIRE_AGG_MAX] : 0;
		return n;
	case AGG_AVG:
		if (n)
			*out = (u64)((int64_t)w[WIRE_AGG_SUM] / (int64_t)n);
		return n;
	}
	return false;
}

/* ---- quantiles ---- */

int64_t agg_bucket(u64 v)
{
	u64 size = v >> 63 ? 0 - v : v;
	int64_t bucket = (int64_t)size;
	unsigned e;

	if (size >= WIRE_FINE) {
		e = log2_of(size);
		bucket = (int64_t)((u64)(e - WIRE_FINE_BITS + 1) << WIRE_FINE_BITS |
				   (size >> (e - WIRE_FINE_BITS) & (WIRE_FINE - 1)));
	}
	return v >> 63 ? -bucket : bucket;
}

/* The middle of it. */
u64 agg_bucket_value(int64_t bucket)
{
	u64 n = bucket < 0 ? 0 - (u64)bucket : (u64)bucket, low, width, v = n;
	unsigned shift;

	if (n >= WIRE_FINE) {
		shift = (unsigned)(n >> WIRE_FINE_BITS) - 1;
		width = 1ull << shift;
		low = (WIRE_FINE | (n & (WIRE_FINE - 1))) << shift;
		v = low + (width - 1) / 2;
	}
	return bucket < 0 ? 0 - v : v;
}

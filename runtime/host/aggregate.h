/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_AGGREGATE_H
#define RUNTIME_HOST_AGGREGATE_H

/*
 * Aggregates on the host: their values (runtime/wire.h) are merged and read here.  `words' is one
 * value, laid out by agg_layout().
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sema/ir.h"

#include "runtime/wire_host.h"

/* Takes in one value; quantiles are the caller's matter. */
void agg_take(const struct map *m, u64 *words, u64 value);

/* into += from. */
void agg_merge(const struct map *m, u64 *into, const u64 *from);

/*
 * What @op makes of it; not of QUANTILE and histograms.  False: of nothing there is none.  The average
 * is rounded towards 0, the variance down.
 */
bool agg_value(const struct map *m, const u64 *words, enum agg_op op, u64 *out);

/* The bucket of a quantile that a value belongs to, and the value that stands for it. */
int64_t agg_bucket(u64 value);
u64 agg_bucket_value(int64_t bucket);

/* Buckets of a histogram: [low, high) of one; `open' where it has no end there. */
struct agg_range {
	int64_t low, high;
	bool open_low, open_high;
};
unsigned agg_log_bucket(u64 value);
struct agg_range agg_log_range(unsigned bucket);
struct agg_range agg_linear_range(const struct map *m, unsigned bucket);

#endif

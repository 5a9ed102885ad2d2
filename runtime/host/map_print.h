/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_MAP_PRINT_H
#define RUNTIME_HOST_MAP_PRINT_H

/*
 * Maps as tables, aggregates as numbers and histograms; print(m) and the end of a run.
 *
 *	calls[who, pid]
 *	  bash     412     3
 *	  fptap   1017   128
 *
 *	lat[vfs_read]
 *	  count 36, min 1.2us, avg 3us, max 9us
 *	  [1.02us, 2.05us)    12  |@@@@@@@@@@@@                            |
 *
 * The largest value comes last, where a terminal shows it; of equal ones the larger key.  As JSON a map
 * is one line:
 *
 *	{"map":"calls","entries":[{"key":{"who":"bash","pid":412},"value":3}, …]}
 *	{"map":"lat","entries":[{"key":["vfs_read"],"count":36,"sum":…,"min":…,"max":…,
 *	 "hist_log":[{"low":1024,"high":2048,"count":12}]}]}
 *
 * A key's parts are an object when all of them have names, else an array; a map without a key has
 * "value", "count" … itself.
 */

#include "runtime/host/format.h"
#include "runtime/host/json.h"
#include "runtime/host/maps.h"

struct map_printer {
	struct maps *maps;
	struct formatter *formatter;
	struct json *json;		/* NULL: text */
};

/*
 * key: of one entry; NULL: the whole map.  op: AGG_ALL, or the one thing of an aggregate that is
 * shown.  rows: at most so many of the largest; 0: all.
 */
void map_print(struct map_printer *mp, unsigned map, const void *key, enum agg_op op, unsigned percent,
	       u64 rows);

/* The end of a run: whatever is in maps that the script itself does not read. */
void map_print_left(struct map_printer *mp);

#endif

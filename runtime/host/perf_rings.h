/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_PERF_RINGS_H
#define RUNTIME_HOST_PERF_RINGS_H

/*
 * What perf tells about processes: forks, execs, exits and executable mappings of all of them, from
 * one ring per CPU, in the order of time.
 *
 * The events count nothing (PERF_COUNT_SW_DUMMY): the kernel only hands over the records on the
 * side.  Each CPU costs a file descriptor and PERF_RING_SIZE bytes of locked memory.  A CPU that
 * comes online later is not watched.
 */

#include <linux/perf_event.h>
#include <stdbool.h>
#include <stddef.h>

#include "runtime/wire_host.h"

#define PERF_RING_SIZE (128u << 10)	/* bytes; a fork, exec and exit take some 900 */

struct perf_ring;

struct perf_rings {
	struct perf_ring *rings;
	unsigned n;
	size_t page;
	u64 lost;			/* records for which there was no room, as told so far */
	u64 full;			/* times that a ring was full: losses may be untold */
	void *record;			/* the one that is handed over, in one piece */
};

/* `r` is valid during the call and `r->size` bytes long; time: CLOCK_MONOTONIC in ns. */
typedef void (*perf_record_fn)(void *arg, const struct perf_event_header *r, u64 time);

/* NULL, or why nothing can be watched. */
const char *perf_rings_open(struct perf_rings *p);
void perf_rings_close(struct perf_rings *p);

/*
 * Hands over what was recorded up to now.  Never blocks.  Losses are counted, not handed over; the
 * kernel tells of them only with the next record on the same CPU.
 */
void perf_rings_drain(struct perf_rings *p, perf_record_fn fn, void *arg);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_WIRE_H
#define RUNTIME_WIRE_H

/*
 * What handlers and the host share: records, and the state words.
 *
 * This file is read by three compilers: clang for BPF, kbuild for the module, and the host's.  It
 * includes nothing; u16, u32 and u64 are defined before it.
 *
 * A handler never formats.  A printf is a record: the site's number and the arguments as they are,
 * 8 bytes for an integer, the string's width for a string (a multiple of 8, NUL-terminated, bytes
 * after the NUL unspecified).  Site and payload layout are known to the host at compile time.
 */

struct wire_record {
	u16 site;		/* index into the program's sites */
	u16 len;		/* bytes of the whole record, a multiple of 8 */
	u32 cpu;
	u64 ns;			/* CLOCK_MONOTONIC */
	/* payload */
};

#define WIRE_HEADER 16
#define WIRE_MAX 4064		/* bytes of one record: a page of the module's ring buffer takes 4072 */

/*
 * The state: one array of 64-bit words in memory that handlers and host map.  The words below come
 * first, then WIRE_PROBE_WORDS counters per probe, then one fault counter per site, then one word per
 * map (updates that found no room), then globals and params, in the order of the program.
 */
enum wire_state {
	WIRE_STOP,		/* set by exit() in a handler; handlers that see it do nothing */
	WIRE_TARGET,		/* the process of -c or -x, 0: none */
	WIRE_REAL,		/* ns from CLOCK_MONOTONIC to CLOCK_REALTIME, when the run began */
	WIRE_OFF,		/* set by the host when all is detached; programs that are closed later do nothing */
	WIRE_STATE_HEAD = 8,	/* words reserved for the head */
};

/*
 * An aggregate: words of 64 bits, one such value per CPU.  What is not asked for is left out.
 *
 *	always		count, sum, min, max; min and max are meant once count is not 0
 *	squares		the sum of squares, 128 bits: low, high
 *	hist_log	WIRE_LOG_BUCKETS counts: negative, 0, 1, [2, 4), [4, 8) …
 *	hist_linear	counts: below the lowest, one per step, from the highest on
 *	quantiles	an id; the counts lie in a map of their own by {id, bucket}
 *
 * A quantile's buckets are values below WIRE_FINE as they are, then WIRE_FINE buckets for each power
 * of two: the middle of a bucket is at most 1/64 off.  Negative values are counted by magnitude, their
 * buckets are below 0.
 */
enum wire_agg { WIRE_AGG_COUNT, WIRE_AGG_SUM, WIRE_AGG_MIN, WIRE_AGG_MAX, WIRE_AGG_WORDS };

#define WIRE_LOG_BUCKETS 66
#define WIRE_FINE_BITS 5
#define WIRE_FINE (1 << WIRE_FINE_BITS)

/*
 * A stack is an id: 1 + its number among the stacks of its depth in the low half, 0 where there is none;
 * the process of a user's stack in the high half.
 */

enum wire_probe_counter {
	WIRE_LOST,		/* records that found no room */
	WIRE_UNPAIRED,		/* exits whose entry is not known */
	WIRE_TABLE_FULL,	/* entries that could not be kept for their exit */
	WIRE_NO_STACK,		/* stacks that found no room among those of their number */
	WIRE_MISSED,		/* hits the mechanism reports as missed, where the runtime counts them */
	WIRE_PROBE_WORDS,
};

#endif

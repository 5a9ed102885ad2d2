/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_TRACEPOINT_POINTS_H
#define PROBES_TRACEPOINT_POINTS_H

/*
 * Which tracepoints a probe point means, and what their handlers read: the arguments, which BTF
 * describes, or the fields of the event's record, which its format does.
 *
 * BTF is asked first, everywhere: what a script means must not hang on who compiles it, and formats
 * are there for root alone.
 */

#include "probes/kind.h"
#include "probes/tracepoint/format.h"

#define POINTS_MAX 256 /* tracepoints of one point */

struct tracepoint {
	struct kfunc fn; /* its name; arguments where BTF has them */
	bool by_btf;
	const char *system; /* NULL: the point does not name one */
	const struct format *format; /* its handler reads fields of its record; NULL: arguments */
};

struct points {
	struct sema *s;
	bool raw; /* names alone */
	bool forced; /* --via: by their formats */
	struct tracepoint *v;
	unsigned n, next;
};

/* "sched:sched_*, irq:*"; after a diagnostic also RESOLVE_MISSING, unless `optional'. */
enum resolved points_select(struct points *points, const char *list, bool optional,
			    struct span span);

/*
 * By arguments or by fields: where all of the handler's $names are arguments, they are that; else,
 * where all are fields, the handler reads the record.  False after a diagnostic: some are only one,
 * others only the other.
 */
bool points_choose(struct points *points, const struct used_names *used);

/* Has a tracepoint what the handler calls $name? */
bool point_has(const struct tracepoint *t, const char *name);

/* As the kernel calls its system, or else its name's first word. */
const char *point_system(struct sema *s, const struct tracepoint *t);

/* Are they the point's, rather than the kind syscall's or nobody's? */
bool event_is_listed(const char *system);

/* The format of an event; NULL: there is none, or *why says what is wrong with it. */
const struct format *format_of_event(struct sema *s, const char *system, const char *name,
				     const char **why);

#endif

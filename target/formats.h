/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_FORMATS_H
#define TARGET_FORMATS_H

/*
 * The formats of a kernel's trace events: the fields of the record that an event writes.  A running
 * kernel shows them to root in tracefs; those of another one are a text:
 *
 *	event sched sched_wakeup
 *		field:char comm[16];	offset:8;	size:16;	signed:0;
 *		…
 *
 * for each event a line with its system and name, and behind it the lines about fields of its
 * `format'.  What these say is read by probes/tracepoint/format.h.
 */

#include "common/str.h"
#include "target/unpack.h"

struct formats {
	const char *dir; /* the running kernel's events; NULL: … */
	struct bytes text; /* … they are in here; it is kept by the caller */
	const char *why; /* neither: the end of a sentence that says why, and … */
	const char *hint; /* … what to do */
};

#define FORMATS_MAX ((uint64_t)32 << 20) /* bytes of a text */
#define FORMAT_MAX 65536 /* of one event's */
#define FORMATS_FILE "formats" /* in a directory of fptap-kernel */

/* A shell's command that prints such a text, for a machine that is asked for it. */
#define FORMATS_TELL                                                                               \
	"awk 'FNR == 1 { n = split(FILENAME, at, \"/\"); print \"event\", at[n - 2], at[n - 1] } " \
	"/field:/ && !/ common_/' /sys/kernel/tracing/events/*/*/format"

/* Those of this machine, where this user may see them. */
void formats_of_running(struct formats *f);

static inline bool formats_are_known(const struct formats *f)
{
	return f->dir || f->text.size;
}

/* The lines about the fields of one event; malloc()ed, file_free().  False: there is none of this
 * name. */
bool formats_get(const struct formats *f, struct arena *a, const char *system, const char *name,
		 struct bytes *out);

/* fn for each event, system by system. */
typedef void formats_fn(void *arg, const char *system, const char *name);
void formats_each(const struct formats *f, formats_fn *fn, void *arg);

/* All of them as a text. */
void formats_write(const struct formats *f, struct arena *a, struct str *out);

#endif

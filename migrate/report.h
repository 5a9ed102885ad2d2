/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MIGRATE_REPORT_H
#define MIGRATE_REPORT_H

/*
 * What became of each probe.
 *
 *	row = report_probe(r, span, "kretprobe:vfs_read");
 *	report_becomes(r, row, "fprobe(\"vfs_read\").exit");
 *	report_differs(r, row, RETURN_TYPE, "ssize_t");		// a row of differences.def
 *	report_refuses(r, row, REGISTER, "%di");		// a row of refusals.def
 *
 * A row without a word against it is moved; with a difference it is moved with a difference; with a
 * refusal it is refused, whatever else was said.  What concerns the whole script is said of row
 * NULL. The same thing is said of a row once.
 */

#include <stdio.h>

#include "common/session.h"

enum difference {
#define DIFFERENCE(name, text, explanation) DIFFERENCE_##name,
#include "migrate/differences.def"
#undef DIFFERENCE
	DIFFERENCE_COUNT
};

enum refusal {
#define REFUSAL(name, why, way_out) REFUSAL_##name,
#include "migrate/refusals.def"
#undef REFUSAL
	REFUSAL_COUNT
};

#define DIFFERENCE(name, text, explanation)                                                        \
	__attribute__((unused)) static const char difference_format_##name[] = text;
#include "migrate/differences.def"
#undef DIFFERENCE
#define REFUSAL(name, why, way_out)                                                                \
	__attribute__((unused)) static const char refusal_format_##name[] = why;
#include "migrate/refusals.def"
#undef REFUSAL

enum verdict { VERDICT_MOVED, VERDICT_DIFFERS, VERDICT_REFUSED };

struct remark {
	enum difference what;
	const char *text;
	struct remark *next;
};

struct report_row {
	struct span span;		/* of the whole probe in the original */
	const char *probe;		/* as it is written there */
	const char *becomes;		/* the probe points of the result; NULL: none */
	struct remark *remarks, **last_remark;
	bool refused;
	enum refusal refusal;
	const char *why;		/* refused */
	struct report_row *next;
};

struct report {
	struct session *s;
	const char *reader;		/* its title */
	struct report_row *rows, **last;
	struct report_row whole;	/* remarks on the whole script, or why it was refused */
};

void report_init(struct report *r, struct session *s, const char *reader);

struct report_row *report_probe(struct report *r, struct span span, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void report_becomes(struct report *r, struct report_row *row, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

#define report_differs(r, row, name, ...)                                                          \
	report_add_difference((r), (row), DIFFERENCE_##name, difference_format_##name,             \
			      ##__VA_ARGS__)
void report_add_difference(struct report *r, struct report_row *row, enum difference what,
			   const char *fmt, ...) __attribute__((format(printf, 4, 5)));

#define report_refuses(r, row, name, ...)                                                          \
	report_add_refusal((r), (row), REFUSAL_##name, refusal_format_##name, ##__VA_ARGS__)
void report_add_refusal(struct report *r, struct report_row *row, enum refusal what,
			const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* The probe that a place of the original belongs to; NULL: none. */
struct report_row *report_row_at(struct report *r, struct span span);

enum verdict report_verdict(const struct report_row *row);

struct report_counts {
	unsigned probes, moved, differ, refused;
	bool all_moved;			/* nothing was refused, nor the script as a whole */
};
struct report_counts report_count(const struct report *r);

/* ---- printing (report_show.c) ---- */

enum report_form { REPORT_TEXT, REPORT_JSON, REPORT_MARKDOWN };

/* One script.  JSON: one object on a line. */
void report_show(const struct report *r, const char *file, enum report_form form, FILE *out);

/* Many: a row per script, then their sum.  In JSON each script's report_show() says all, and
 * there is no table. */
struct report_summary_row {
	const char *file, *reader;
	struct report_counts counts;
	const char *problem;		/* could not be read; NULL: it was */
};
void report_show_summary(const struct report_summary_row *rows, unsigned n, enum report_form form,
			  FILE *out);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MIGRATE_MIGRATE_H
#define MIGRATE_MIGRATE_H

/*
 * Migration: a script of another tool's becomes .fp (or tracefs events), with a report.
 *
 * A reader is a row of readers.def and one function.  It reads m->original, writes m->out, and
 * gives each probe of the original one row of m->report.  What is no script of its kind at all is a
 * diagnostic (E08…); the result is used unless diags_failed().  What the original holds is never
 * trusted: depth (MAX_DEPTH) and size are bounded, and a file is at most SOURCE_MAX_BYTES long.
 *
 * m->target tells what the kernel has.  It may have no types: a reader then writes what it can say
 * without ($arg1 instead of $file).
 */

#include "migrate/facts.h"
#include "migrate/report.h"
#include "migrate/writer.h"
#include "sema/target.h"

enum migrate_to { MIGRATE_TO_FP, MIGRATE_TO_TRACEFS };

struct migration {
	struct session *s;
	struct target *target;
	struct facts *facts;		/* of the target, shared by all files of a run */
	const struct source *original;
	enum migrate_to to;
	struct writer out;
	struct report report;
	char **samples;			/* "--name=value", of params without a default: what the result is checked with */
	unsigned nsamples, samples_cap;
	bool guru;			/* the result changes the kernel: it runs with --guru --backend=module only */
};

struct reader {
	const char *name, *title;	/* "bpftrace", "a bpftrace script" */
	const char *suffixes;		/* ".bt", blanks between several; "" for none */
	bool (*looks_like)(const char *text);	/* by what it holds; NULL: by suffix alone */
	void (*read)(struct migration *m);
	bool to_tracefs;		/* can write MIGRATE_TO_TRACEFS too */
};

/* The reader for a file, by its suffix, then by what it holds; NULL: none. */
const struct reader *reader_for(const char *path, const char *text);
const struct reader *reader_by_name(const char *name);
/* "bpftrace, tracefs, …", for messages. */
const char *reader_names(struct arena *a);

/* Reads `original' with `reader'; m is filled in. */
void migrate_script(struct migration *m, const struct reader *reader);

/* For readers: a row of the report was refused, so its text goes into the result as a comment,
 * with why. */
void migrate_write_refused(struct migration *m, const struct report_row *row);
/* n bytes of the original at a place. */
const char *migrate_words(const struct migration *m, struct span span);

/* Rows of readers.def. */
#define READER(name, title, suffixes, looks_like, read, to_tracefs)                                \
	bool looks_like(const char *text);                                                         \
	void read(struct migration *m);
#include "migrate/readers.def"
#undef READER

#endif

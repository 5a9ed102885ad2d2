/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MIGRATE_WRITER_H
#define MIGRATE_WRITER_H

/*
 * The script that a migration writes: lines, each of which knows where in the original it comes
 * from.
 *
 *	writer_init(&w, arena, original);
 *	writer_note_comment(&w, span, "// slow reads");	// the lexer's work, in any order but once
 *	writer_at(&w, span);				// what follows comes from there
 *	writer_line(&w, "probe fprobe(\"%s\") {", name);
 *	writer_indent(&w, 1);
 *	…
 *	writer_finish(&w);				// the comments behind the last line
 *	text = w.text.text
 *
 * Comments of the original keep their order: writer_at() first writes those that stand before its
 * span, on lines of their own, or behind the line before if they stood there.  Empty lines between
 * paragraphs of the original stay, one at a time.
 */

#include <stdbool.h>

#include "common/source.h"
#include "common/str.h"

struct comment {
	struct span span;
	const char *text;		/* what is inside of it */
	size_t len;
	bool done;
};

struct writer {
	struct arena *arena;
	const struct source *original;
	const char *sign;		/* of a comment: "//" unless the reader sets it */
	struct str text;		/* the result */
	unsigned depth;			/* tabs before the next line */
	struct span from;		/* of the lines that follow */
	struct span *origins;		/* of each line written, from 0 */
	unsigned lines, cap;
	struct comment *comments;	/* sorted by place once the first line is written */
	unsigned ncomments, comments_cap, first_open;	/* all before that one are written */
	bool sorted;
	struct span scope;		/* only comments inside of it are written; NO_SPAN: all */
	uint32_t last_line;		/* of the original that was written from; 0: none */
};

void writer_init(struct writer *w, struct arena *a, const struct source *original);

/* A comment of the original: n bytes of what is inside of its signs, which lie in the original
 * or the arena. */
void writer_note_comment(struct writer *w, struct span span, const char *text, size_t n);

/* What follows comes from there.  Comments before it are written now. */
void writer_at(struct writer *w, struct span span);
/* Where things change their order, comments go with what they belong to: only those inside of
 * the span are
 * written until it is NO_SPAN again. */
void writer_scope(struct writer *w, struct span span);
/* Comments inside of the span are in the result already, as part of something else. */
void writer_skip_comments(struct writer *w, struct span span);
/* What was written last came from all of the span: a comment behind its end goes behind the
 * line. */
void writer_done(struct writer *w, struct span span);
/* Only the comments before that place. */
void writer_comments(struct writer *w, uint32_t before);
/* One line; a text with newlines is several, each indented. */
void writer_line(struct writer *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* One statement: a call that is too long for a line is broken after commas. */
void writer_call(struct writer *w, const char *text);
/* Appended to the last line. */
void writer_more(struct writer *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Lines after this are deeper, or less deep. */
void writer_indent(struct writer *w, int by);
/* An empty line, unless the last one is, or is none. */
void writer_gap(struct writer *w);
/* A comment that tells what a person has to do here: "// migrate: …". */
void writer_todo(struct writer *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The comments that are left. */
void writer_finish(struct writer *w);

/* Where in the original line `line' (from 1) of the result comes from; NO_SPAN when from
 * nowhere. */
struct span writer_origin(const struct writer *w, uint32_t line);

#endif

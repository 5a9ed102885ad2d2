/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMMON_SOURCE_H
#define COMMON_SOURCE_H

/*
 * Source texts and places in them.
 *
 * A span is eight bytes and needs no file: all texts of a run lie one after the other in one space
 * of offsets, and `sources` knows which text an offset belongs to.  Offset 0 belongs to no text, so
 * a zeroed span means "no place".
 */

#include <stdbool.h>
#include <stdint.h>

#include "common/arena.h"

struct span {
	uint32_t off, len;		/* bytes; off counts over all sources of the run */
};

#define NO_SPAN ((struct span){ 0, 0 })

/* From the first byte of a to the last of b. */
static inline struct span span_join(struct span a, struct span b)
{
	if (!a.off)
		return b;
	if (!b.off)
		return a;
	return (struct span){ a.off, b.off + b.len - a.off };
}

struct source {
	const char *name;		/* as the user gave it, or "<command line>" */
	const char *text;		/* NUL after the last byte */
	uint32_t len, base;		/* bytes; offset of the first byte */
	uint32_t *lines, nlines;	/* offset in text of each line's start */
	struct source *next;
};

struct sources {
	struct arena *arena;
	struct source *first, **last;
	uint32_t end;			/* offset for the next text */
};

#define SOURCE_MAX_BYTES (1u << 20)	/* a larger script is refused (E0006) */
#define SOURCE_MAX_LINE 4096		/* bytes of one line (E0005) */

void sources_init(struct sources *s, struct arena *a);

/* Copies the text.  `len` is at most SOURCE_MAX_BYTES: the caller has checked. */
struct source *source_add(struct sources *s, const char *name, const char *text, uint32_t len);

/* The text an offset belongs to; NULL for offset 0. */
const struct source *source_of(const struct sources *s, uint32_t off);

struct place {
	const struct source *src;
	uint32_t line, col;		/* from 1; col counts characters of UTF-8 */
	uint32_t byte;			/* … from 0, in bytes */
	const char *text;		/* the line, not NUL-terminated */
	uint32_t text_len;		/* without its newline, be it LF or CR LF */
};

/* False for an offset that belongs to no text. */
bool source_place(const struct sources *s, uint32_t off, struct place *p);

/* What the user wrote there, in the arena; NULL for a span that belongs to no text. */
const char *source_words(const struct sources *s, struct arena *a, struct span span);

/* The span of line `line` (from 1), without leading blanks and the newline. */
struct span source_line_span(const struct source *src, uint32_t line);

#endif

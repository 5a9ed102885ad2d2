/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMMON_DIAG_H
#define COMMON_DIAG_H

/*
 * Diagnostics.
 *
 * Every message the user can get about a script, a target or a run is a row of diag.def.  A pass
 * reports with
 *
 *	diag(d, UNKNOWN_FUNCTION, span, name);
 *	diag_note(d, other_span, "…");		// belongs to the message before it
 *	diag_hint(d, "did you mean `%s'?", near);
 *
 * and goes on as far as it can; nothing prints until diags_print().  The format of a row is checked
 * against the arguments by the compiler.
 */

#include <stdbool.h>
#include <stdio.h>

#include "common/source.h"

enum diag_code {
#define DIAG(code, status, name, format, explain) DIAG_##name,
#include "common/diag.def"
#undef DIAG
	DIAG_COUNT
};

#define DIAG(code, status, name, format, explain)                                                  \
	__attribute__((unused)) static const char diag_format_##name[] = format;
#include "common/diag.def"
#undef DIAG

/* Exit statuses of the command (design: "The command"). */
enum exit_status {
	EXIT_OK = 0,
	EXIT_SCRIPT = 1,	/* the script is wrong */
	EXIT_USAGE = 2,
	EXIT_COMPILER = 3,	/* clang or kbuild failed */
	EXIT_KERNEL = 4,	/* the verifier or insmod refused */
	EXIT_ATTACH = 5,
	EXIT_LOSSES = 6,	/* ran, but faulted or lost events, under --strict */
};

struct diag_part {		/* a note (has its own span), or a hint or a list of kernels (have none) */
	/* GUESS: a hint by the look of a name; who knows better takes it away. */
	enum diag_part_kind { DIAG_NOTE, DIAG_HINT, DIAG_GUESS, DIAG_KERNELS } kind;
	struct span span;
	const char *text;
	struct diag_part *next;
};

struct diag {
	enum diag_code code;
	struct span span;
	const char *text;
	/*
	 * What was not found, for whoever looks for it elsewhere: `name', of a function or a struct
	 * `owner' ("": of the kernel), and the whole expression in which it was.  name NULL: none.
	 */
	struct diag_subject {
		const char *owner, *name;
		struct span whole;
	} subject;
	struct diag_part *parts, **last_part;
	struct diag *next;
};

struct diags {
	struct arena *arena;
	struct sources *sources;
	struct diag *first, **last;
	struct diag *open; /* the message that notes and hints go to; NULL: they are dropped */
	unsigned errors, warnings;
	enum exit_status status;	/* of the first error */
};

#define DIAG_MAX_ERRORS 20	/* later ones are counted, not kept */

void diags_init(struct diags *d, struct arena *a, struct sources *s);

#define diag(d, name, span, ...)                                                                   \
	diag_add((d), DIAG_##name, (span), diag_format_##name, ##__VA_ARGS__)
void diag_add(struct diags *d, enum diag_code code, struct span span, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void diag_note(struct diags *d, struct span span, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void diag_hint(struct diags *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* What the message before it did not find. */
void diag_about(struct diags *d, const char *owner, const char *name, struct span whole);

/* Adds a hint "did you mean `x'?" unless near is NULL. */
void diag_hint_near(struct diags *d, const char *near);

static inline bool diags_failed(const struct diags *d)
{
	return d->errors > 0;
}

enum diag_color {
	DIAG_COLOR_NEVER,
	DIAG_COLOR_ALWAYS,
	DIAG_COLOR_DEBUG,	/* styles as <error>…</error>: what the tests read */
};

/* For who collects messages of several runs: a part at the end of one, and its code's first letter. */
void diag_add_part(struct arena *a, struct diag *to, enum diag_part_kind kind, const char *text);
void diag_drop_guesses(struct diag *d);
bool diag_is_error(const struct diag *i);

/* Prints what was collected, in the order of the script, and forgets it. */
void diags_print(struct diags *d, FILE *out, enum diag_color color);

/*
 * Prints a sentence about a place in the script at once: "script.fp:3:12: LABEL: TEXT" and the line
 * with a caret.  It counts as no message; for what is reported when a run is over.
 */
void diag_print_place(const struct diags *d, FILE *out, enum diag_color color, struct span span,
		      const char *label, const char *text);

/* "E0103" → true and the row's number. */
bool diag_by_code(const char *code, enum diag_code *out);
const char *diag_code_text(enum diag_code code);
/* The row's explanation. */
const char *diag_code_meaning(enum diag_code code);
/* Prints what --explain says. */
void diag_explain(enum diag_code code, FILE *out);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_FORMAT_H
#define RUNTIME_HOST_FORMAT_H

/*
 * From records to text: printf and println.
 *
 * The formats of all sites are cut into pieces once, at the start; a record then costs neither
 * parsing nor memory.
 *
 *	%d %i		signed decimal; a bool is 0 or 1
 *	%u %x %X %o %b	unsigned, of the bytes that the value's type has: an int of -1 is ffffffff
 *	%p		0x and hex, also of NULL
 *	%c		the byte
 *	%s		a string; of anything else what %v shows
 *	%v		by the value's type, see value.h; a string as it is
 *	%%		%
 *
 * Flags - + blank # 0, width and precision are C's; # with %b puts 0b.  With %s and %v, width and -
 * apply to the whole text, + blank # 0 mean nothing, and a precision cuts strings only.  The
 * lengths l ll h hh z q j t say nothing here.  println shows its values as %v, with blanks between.
 *
 * On a terminal, strings and characters are escaped: what comes from the kernel, file names above
 * all, must not send control sequences to root's terminal.  Control characters but newline and tab,
 * and bytes that are no valid UTF-8 text, are shown as \x1b.  The format's own text is the script's
 * and goes out as it is.  In files and pipes nothing is changed.  Width counts what is shown.
 */

#include <stdbool.h>
#include <stddef.h>

#include "runtime/host/output.h"
#include "runtime/host/value.h"

struct plan;

struct formatter {
	struct value_context values;
	struct output *out;
	struct plan *plans;		/* one per site; empty where the site prints nothing */
};

/*
 * Everything in the formatter lives as long as the session.  False when a site's format and its
 * arguments do not fit, which sema excludes; the diagnostics have it.
 */
bool formatter_init(struct formatter *f, const struct program *p, struct output *out);

/*
 * Formats one record.  False, and nothing is put, when no printf of the program has this number or
 * its payload is longer than len.
 */
bool format_record(struct formatter *f, unsigned site, const void *payload, size_t len);

/*
 * A string as it goes out: escaped on a terminal.  `out' has room for FORMAT_ESCAPE times n bytes; how
 * many were written.
 */
#define FORMAT_ESCAPE 4
size_t format_text(const struct formatter *f, const char *text, size_t n, char *out);

#endif

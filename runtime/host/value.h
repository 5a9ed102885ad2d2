/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_VALUE_H
#define RUNTIME_HOST_VALUE_H

/*
 * What %v makes of one value that is not a string, by its type.
 *
 *	integer		decimal
 *	bool		true, false
 *	enum		its constant's name; without one the enum's name, `?', the number: zone?7
 *	pointer		hex; NULL is 0x0; an error pointer of the kernel's is ERR_PTR(-ENOENT)
 *	symbol		the function's name
 *
 * An integer's display type comes first:
 *
 *	duration	1.25ms: the largest of ns us ms s that leaves at least 1, with three
 *			significant digits, rounded half up, without zeros that end the fraction.
 *			From a minute on two units, m s or h m or d h, rounded to the smaller,
 *			which is left out when it is 0: 2m5s, 3h, 1d4h.
 *	size		4KiB: B KiB … EiB by the same rule, but the whole part keeps all of its
 *			digits: 1023KiB.
 *	time		local time of day: 17:04:05.000123
 *	errno		-ENOENT when it is the negative of a known number, else decimal
 *	symbol		of an address of the kernel's: tcp_ack+0x1c
 *	inet		127.0.0.1;   device: 8:1
 *	error		ENOENT for 2 and for -2;  signal: SIGTERM
 *	fault		what went wrong and where: division by zero (script.fp:3:12)
 *	char		'a', with C's escapes; decimal outside of -128 … 255
 */

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "runtime/host/backend.h"

/*
 * From CLOCK_MONOTONIC to local time.  The offset is taken once: all times of a run agree with each
 * other, even when somebody sets the clock meanwhile.
 */
struct wall_clock {
	u64 offset;			/* ns, modulo 2^64 */
	time_t second;			/* that `text` is for */
	bool valid;
	char text[9];			/* 17:04:05 */
};

void wall_clock_init(struct wall_clock *c);

struct value_context {
	const struct program *p;	/* its symbols and kernel types */
	struct wall_clock clock;
	struct stacks *stacks;		/* NULL: addresses are shown as numbers */
};

struct stacks;

#define VALUE_MAX 4096			/* bytes of a caller's buffer: 1024 bytes as hex, or the longest name */

/* What went wrong at a SITE_FAULT. */
const char *fault_text(const struct site *site);

/* The number of bytes written; no NUL. */
size_t value_show(struct value_context *c, struct type t, u64 v, char *buffer);

/*
 * Bytes: 6d 61 63, or as an address by their display type.  Those that find no room in the buffer are
 * left out.
 */
size_t value_show_bytes(struct value_context *c, struct type t, const char *at, char *buffer);

/*
 * The digits of v, right-aligned before `end`; the first one is returned.  The digits of 0 are "0".
 * `bits` of a digit: 1 binary, 3 octal, 4 hex.
 */
#define DIGITS_MAX 64
char *digits_decimal(char *end, u64 v);
char *digits_bits(char *end, u64 v, unsigned bits, bool upper);

#endif

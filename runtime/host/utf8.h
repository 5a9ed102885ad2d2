/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_UTF8_H
#define RUNTIME_HOST_UTF8_H

/* What of the bytes that come from the kernel is text. */

#include <stdbool.h>
#include <stddef.h>

/*
 * Bytes of the character at `text`, of which n bytes (at least 1) are there; 0: it begins with a
 * byte that is no UTF-8, be it cut off, longer than needed or half of a surrogate pair.
 */
unsigned utf8_length(const char *text, size_t n);

/* The character, of n bytes, is DEL or one of U+0080 … U+009F: a terminal obeys them. */
static inline bool utf8_is_late_control(const char *text, size_t n)
{
	const unsigned char *c = (const unsigned char *)text;

	return n && (c[0] == 0x7f || (c[0] == 0xc2 && n > 1 && c[1] < 0xa0));
}

#endif

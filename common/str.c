// SPDX-License-Identifier: GPL-2.0-or-later
/* See str.h. */

#include "common/str.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

void str_init(struct str *s, struct arena *a)
{
	*s = (struct str){ .arena = a, .text = arena_alloc(a, 64), .cap = 64 };
}

static void reserve(struct str *s, size_t more)
{
	size_t cap = s->cap;

	if (s->len + more < cap)
		return;
	while (cap <= s->len + more)
		cap *= 2;
	s->text = arena_grow(s->arena, s->text, s->len + 1, cap);
	s->cap = cap;
}

void str_put(struct str *s, const char *text, size_t n)
{
	reserve(s, n);
	memcpy(s->text + s->len, text, n);
	s->len += n;
	s->text[s->len] = 0;
}

void str_putc(struct str *s, char c)
{
	str_put(s, &c, 1);
}

void str_puts(struct str *s, const char *text)
{
	str_put(s, text, strlen(text));
}

void str_vprintf(struct str *s, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n <= 0)
		return;
	reserve(s, (size_t)n);
	vsnprintf(s->text + s->len, (size_t)n + 1, fmt, ap);
	s->len += (size_t)n;
}

void str_printf(struct str *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	str_vprintf(s, fmt, ap);
	va_end(ap);
}

void str_put_c_literal(struct str *s, const char *text, size_t n)
{
	size_t i;

	str_putc(s, '"');
	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '"' || c == '\\')
			str_printf(s, "\\%c", c);
		else if (c < 0x20 || c >= 0x7f || c == '?') /* octal: never eats a digit after it */
			str_printf(s, "\\%03o", c);
		else
			str_putc(s, (char)c);
	}
	str_putc(s, '"');
}

void str_clear(struct str *s)
{
	s->len = 0;
	s->text[0] = 0;
}

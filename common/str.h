/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMMON_STR_H
#define COMMON_STR_H

/* A string that grows: generated code, dumps, messages.  NUL-terminated at all times. */

#include <stdarg.h>
#include <stddef.h>

#include "common/arena.h"

struct str {
	struct arena *arena;
	char *text;			/* "" when empty */
	size_t len, cap;
};

void str_init(struct str *s, struct arena *a);
void str_putc(struct str *s, char c);
void str_puts(struct str *s, const char *text);
void str_put(struct str *s, const char *text, size_t n);
void str_printf(struct str *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void str_vprintf(struct str *s, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
/* As a C string literal, with quotes; only printable ASCII comes out. */
void str_put_c_literal(struct str *s, const char *text, size_t n);
void str_clear(struct str *s);

#endif

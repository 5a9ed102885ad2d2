/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMMON_ARENA_H
#define COMMON_ARENA_H

/*
 * Arenas: memory that is freed all at once.
 *
 * The compiler never frees a node.  What lives as long as a run (source text, names, AST, types,
 * IR) comes from the session's arena; a pass that needs scratch makes an arena of its own.  Nothing
 * in an arena owns a file descriptor or any other resource of the system.
 *
 * With -DFPT_ARENA_MALLOC each allocation is a malloc of its own, so that AddressSanitizer and
 * valgrind see overruns between neighbours.
 */

#include <stdarg.h>
#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *blocks;	/* newest first */
	size_t used;			/* bytes handed out, for --timing */
};

/* Zeroed memory, aligned for any type.  Never NULL: a compiler that is out of memory aborts. */
void *arena_alloc(struct arena *a, size_t size);

#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (n)))

/* A grown copy of `old` (old_size bytes of it); the old memory stays until the arena goes. */
void *arena_grow(struct arena *a, const void *old, size_t old_size, size_t new_size);

/* NUL-terminated copies. */
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));

/* Frees everything; the arena can be used again. */
void arena_free(struct arena *a);

/*
 * A vector that grows in an arena:
 *	struct thing *v; unsigned n, cap;
 *	*arena_push(a, v, n, cap) = (struct thing){ … };
 */
#define arena_push(a, v, n, cap)                                                                   \
	({                                                                                         \
		if ((n) == (cap)) {                                                                \
			(cap) = (cap) ? (cap) * 2 : 8;                                             \
			(v) = arena_grow((a), (v), sizeof(*(v)) * (n), sizeof(*(v)) * (cap));      \
		}                                                                                  \
		(v) + (n)++;                                                                       \
	})

#endif

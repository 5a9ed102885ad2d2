/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_UNPACK_H
#define TARGET_UNPACK_H

/*
 * Compressed bytes, as a stream: gzip, xz, zstd, and lz4 in the form that kernels use (blocks of
 * 8 MB, the "legacy" one).
 *
 * Input comes from anywhere: what a decoder may take in memory is bounded (UNPACK_MAX_MEMORY), and
 * so is what may come out (UNPACK_MAX_BYTES), however little goes in.  libarchive would do this and
 * archives too, but brings an XML parser that costs each start of fptap 2.5 ms.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/arena.h"

#define UNPACK_MAX_MEMORY ((uint64_t)256 << 20)
#define UNPACK_MAX_BYTES ((uint64_t)1 << 30)

struct bytes {
	const unsigned char *at;
	size_t size;
};

/* "gzip", "xz", "zstd", "lz4" by the first bytes; NULL: none of them. */
const char *unpack_format(struct bytes in);

struct unpack;

/* `in` must outlive it.  Not compressed at all: its own bytes are the stream. */
struct unpack *unpack_open(struct bytes in);
void unpack_close(struct unpack *u);
/*
 * The next n bytes; fewer only at the end.  False: broken, and unpack_why() is the end of a
 * sentence.
 */
bool unpack_read(struct unpack *u, void *to, size_t n, size_t *got);
/* Reads and forgets n bytes; false also when there are fewer. */
bool unpack_skip(struct unpack *u, uint64_t n);
const char *unpack_why(const struct unpack *u);

/* All of it, of at most `most` bytes, in malloc()ed memory; NULL and *why when it is broken. */
void *unpack_all(struct bytes in, size_t most, size_t *size, const char **why);

#endif

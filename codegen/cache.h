/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CODEGEN_CACHE_H
#define CODEGEN_CACHE_H

/*
 * The cache of compiled objects.
 *
 *	struct cache_key key;
 *	cache_key_init(&key, "module");		// what kind of object: two kinds never share a key
 *	cache_key_text(&key, c_text);
 *	cache_key_dir(&key, "…/runtime/kmod");	// names and contents of the headers there
 *	cache_key_done(&key);
 *	if (cache_get(&s->arena, dir, &key, ".ko", maker, &hit))
 *		… hit.data, hit.size, hit.path
 *	…
 *	cache_put(&s->arena, dir, &key, ".ko", maker, data, size, &hit);
 *
 * The key says what was asked for; `maker` says who compiled it (path, size and time of the
 * compiler). The maker is not part of the key: a machine without a compiler finds what another one
 * made.  Where there is a compiler, an entry of another maker does not count, and the next
 * cache_put() replaces it.
 *
 * An entry is a file DIR/xx/HASH.SUFFIX, the object followed by a trailer with the maker and a
 * checksum.  Tools that read ELF read it as it is.  Entries appear by rename, whole or not at all;
 * one that does not check out counts as absent.  A directory that belongs to somebody else, or that
 * others may write to, is not used.  When the entries take more than CACHE_MAX_BYTES, the oldest
 * go.
 */

#include <stdbool.h>
#include <sha2.h>		/* of libmd */
#include <stddef.h>

#include "common/arena.h"

#define CACHE_MAX_BYTES (256ull << 20)
#define CACHE_MAX_ENTRY (64u << 20)	/* a larger object is not kept */
#define CACHE_MAX_MAKER 4096

struct cache_key {
	SHA2_CTX state;
	char hex[2 * SHA256_DIGEST_LENGTH + 1];	/* after cache_key_done() */
};

struct cache_hit {
	const char *path;
	void *data;			/* in the arena; the object without the trailer */
	size_t size;
};

void cache_key_init(struct cache_key *k, const char *kind);
/* Lengths go into the key too: ("ab", "c") and ("a", "bc") differ. */
void cache_key_bytes(struct cache_key *k, const void *data, size_t n);
void cache_key_text(struct cache_key *k, const char *text);
/* Name and contents of a file; of each *.h, *.c and *.def in a directory.  False: not readable. */
bool cache_key_file(struct cache_key *k, const char *dir, const char *name);
bool cache_key_dir(struct cache_key *k, const char *dir);
void cache_key_done(struct cache_key *k);

/*
 * "path size mtime" of a program, found by PATH unless its name has a slash; NULL when it is not
 * there or not executable.  `path` (may be NULL) gets the path alone.
 */
const char *cache_maker(struct arena *a, const char *program, const char **path);

/* maker NULL: there is no compiler, any entry is right. */
bool cache_get(struct arena *a, const char *dir, const struct cache_key *k, const char *suffix,
	       const char *maker, struct cache_hit *hit);

/* True: it is in the cache, and hit->path is there.  False is no error: the run goes on without. */
bool cache_put(struct arena *a, const char *dir, const struct cache_key *k, const char *suffix,
	       const char *maker, const void *data, size_t size, struct cache_hit *hit);

#endif

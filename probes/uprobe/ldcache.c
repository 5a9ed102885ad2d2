// SPDX-License-Identifier: GPL-2.0-or-later
/* See ldcache.h. */

#include "probes/uprobe/ldcache.h"

#include <stdint.h>
#include <string.h>

static const char magic_old[] = "ld.so-1.7.0", magic[] = "glibc-ld.so.cache1.1";

struct old_head {			/* an older cache may stand in front; its entries take 12 bytes */
	char magic[12];
	uint32_t n;
};

struct head {
	char magic[20];
	uint32_t n, strings;		/* entries, bytes behind them */
	uint32_t rest[5];
};

struct entry {
	uint32_t flags;
	uint32_t name, path;		/* from the head on */
	uint32_t version;
	uint64_t hwcaps;		/* 0: for all processors */
};

/* FLAG_ELF_LIBC6, and what stands for the machine. */
#if defined(__x86_64__)
#define FLAGS 0x0303
#elif defined(__aarch64__)
#define FLAGS 0x0a03
#elif defined(__s390x__)
#define FLAGS 0x0403
#elif defined(__riscv)
#define FLAGS 0x1003
#else
#define FLAGS 0x0003
#endif

/* The new cache within: its bytes, 0: there is none. */
static size_t find_head(const char **cache, size_t size, struct head *h)
{
	struct old_head old;
	size_t skip = 0;

	if (size >= sizeof(old) && !memcmp(*cache, magic_old, sizeof(magic_old) - 1)) {
		memcpy(&old, *cache, sizeof(old));
		if (old.n > size / 12)
			return 0;
		skip = (sizeof(old) + 12 * (size_t)old.n + 7) & ~(size_t)7;
	}
	if (size < skip || size - skip < sizeof(*h))
		return 0;
	memcpy(h, *cache + skip, sizeof(*h));
	if (memcmp(h->magic, magic, sizeof(h->magic)) ||
	    h->n > (size - skip - sizeof(*h)) / sizeof(struct entry))
		return 0;
	*cache += skip;
	return size - skip;
}

static const char *string_at(const char *cache, size_t size, uint32_t at)
{
	return at < size && memchr(cache + at, 0, size - at) ? cache + at : NULL;
}

int ldcache_is_name_of(const char *name, const char *library)
{
	size_t n = strlen(name);

	if (strncmp(library, name, n))
		return 0;
	library += n;
	return !*library || !strncmp(library, ".so.", 4) || !strcmp(library, ".so") ||
	       (n > 3 && !strcmp(name + n - 3, ".so") && *library == '.');
}

const char *ldcache_find(struct arena *a, const void *bytes, size_t size, const char *name)
{
	const char *cache = bytes, *best = NULL, *best_path = NULL;
	struct entry e;
	struct head h;
	uint32_t i;

	size = find_head(&cache, size, &h);
	for (i = 0; size && i < h.n; i++) {
		const char *its, *path;

		memcpy(&e, cache + sizeof(h) + i * sizeof(e), sizeof(e));
		its = string_at(cache, size, e.name);
		path = string_at(cache, size, e.path);
		if (!its || !path || e.flags != FLAGS || e.hwcaps || !ldcache_is_name_of(name, its))
			continue;
		if (!best || strverscmp(its, best) > 0) {
			best = its;
			best_path = path;
		}
	}
	return best_path ? arena_strdup(a, best_path) : NULL;
}

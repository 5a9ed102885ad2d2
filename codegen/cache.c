// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See cache.h.  Everything goes by directory descriptors: once the cache's directory is found to be
 * ours alone, nobody else can change what its names mean.  Errors are misses, never diagnostics.
 */

#include "codegen/cache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Each of the 256 subdirectories keeps to its share, so that a write looks at one of them only. */
#define SHARE_BYTES (CACHE_MAX_BYTES / 256)
#define TEMP_PREFIX "tmp."
#define TEMP_SECONDS 3600	/* an older temporary file was left behind */

static const char entry_magic[8] = "FPTOBJ1";

struct trailer {			/* at the end of an entry, after the object and the maker */
	char magic[8];
	uint64_t size, maker_len;
	uint8_t sum[SHA256_DIGEST_LENGTH];	/* of object and maker */
};

/* ---- keys ---- */

static void to_hex(char *out, const uint8_t *bytes, unsigned n)
{
	static const char digits[] = "0123456789abcdef";
	unsigned i;

	for (i = 0; i < n; i++) {
		*out++ = digits[bytes[i] >> 4];
		*out++ = digits[bytes[i] & 15];
	}
	*out = 0;
}

void cache_key_bytes(struct cache_key *k, const void *data, size_t n)
{
	uint64_t len = n;

	SHA256Update(&k->state, (const uint8_t *)&len, sizeof(len));
	SHA256Update(&k->state, data, n);
}

void cache_key_text(struct cache_key *k, const char *text)
{
	cache_key_bytes(k, text, strlen(text));
}

void cache_key_init(struct cache_key *k, const char *kind)
{
	SHA256Init(&k->state);
	k->hex[0] = 0;
	cache_key_text(k, kind);
}

static bool read_all(int fd, void *data, size_t size)
{
	char *p = data;

	while (size) {
		ssize_t n = read(fd, p, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		p += n;
		size -= (size_t)n;
	}
	return true;
}

static bool write_all(int fd, const void *data, size_t size)
{
	const char *p = data;

	while (size) {
		ssize_t n = write(fd, p, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		p += n;
		size -= (size_t)n;
	}
	return true;
}

static bool key_file_at(struct cache_key *k, int dir, const char *name)
{
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char *data = NULL;
	struct stat st;
	bool ok = fd >= 0 && !fstat(fd, &st) && S_ISREG(st.st_mode) &&
		  st.st_size <= CACHE_MAX_ENTRY;

	if (ok) {
		data = malloc((size_t)st.st_size + 1);
		ok = data && read_all(fd, data, (size_t)st.st_size);
	}
	if (ok) {
		cache_key_text(k, name);
		cache_key_bytes(k, data, (size_t)st.st_size);
	}
	free(data);
	if (fd >= 0)
		close(fd);
	return ok;
}

bool cache_key_file(struct cache_key *k, const char *dir, const char *name)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && key_file_at(k, fd, name);

	if (fd >= 0)
		close(fd);
	return ok;
}

static int is_source(const struct dirent *e)
{
	const char *dot = strrchr(e->d_name, '.');

	return e->d_name[0] != '.' && dot &&
	       (!strcmp(dot, ".h") || !strcmp(dot, ".c") || !strcmp(dot, ".def"));
}

/* strcmp, not the locale's order: the same key everywhere. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

bool cache_key_dir(struct cache_key *k, const char *dir)
{
	struct dirent **list = NULL;
	int i, n = scandir(dir, &list, is_source, by_name);
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = n >= 0 && fd >= 0;

	for (i = 0; i < n; i++) {
		ok = ok && key_file_at(k, fd, list[i]->d_name);
		free(list[i]);
	}
	free(list);
	if (fd >= 0)
		close(fd);
	return ok;
}

void cache_key_done(struct cache_key *k)
{
	uint8_t sum[SHA256_DIGEST_LENGTH];

	SHA256Final(sum, &k->state);
	to_hex(k->hex, sum, SHA256_DIGEST_LENGTH);
}

/* ---- who compiles ---- */

static const char *maker_at(struct arena *a, const char *path, const char **found)
{
	char *real = realpath(path, NULL);
	const char *maker = NULL;
	struct stat st;

	if (real && !stat(real, &st) && S_ISREG(st.st_mode) && !access(real, X_OK) &&
	    strlen(real) < CACHE_MAX_MAKER - 100) {
		maker = arena_printf(a, "%s %lld %lld.%09ld", real, (long long)st.st_size,
				     (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
		if (found)
			*found = arena_strdup(a, path);
	}
	free(real);
	return maker;
}

const char *cache_maker(struct arena *a, const char *program, const char **path)
{
	const char *dirs = getenv("PATH"), *maker = NULL;

	if (path)
		*path = NULL;
	if (strchr(program, '/'))
		return maker_at(a, program, path);
	while (dirs && !maker) {
		size_t n = strcspn(dirs, ":");

		const char *full = arena_printf(a, "%.*s%s%s", (int)n, dirs, n ? "/" : "./",
						program);

		maker = maker_at(a, full, path);
		dirs = dirs[n] ? dirs + n + 1 : NULL;
	}
	return maker;
}

/* ---- entries ---- */

static bool is_ours(int fd)
{
	struct stat st;

	return !fstat(fd, &st) && S_ISDIR(st.st_mode) && st.st_uid == geteuid() &&
	       !(st.st_mode & (S_IWGRP | S_IWOTH));
}

static void make_parents(const char *dir)
{
	char path[PATH_MAX], *p;

	if (snprintf(path, sizeof(path), "%s", dir) >= (int)sizeof(path))
		return;
	for (p = path + 1; (p = strchr(p, '/')); *p++ = '/') {
		*p = 0;
		mkdir(path, 0700);
	}
}

/* The subdirectory of a key, or -1. */
static int open_share(const char *dir, const struct cache_key *k, bool create)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
	char name[3] = { k->hex[0], k->hex[1], 0 };
	int top, share;

	if (create) {
		make_parents(dir);
		mkdir(dir, 0700);
	}
	top = open(dir, flags);
	if (top < 0)
		return -1;
	share = -1;
	if (is_ours(top)) {
		if (create)
			mkdirat(top, name, 0700);
		share = openat(top, name, flags | O_NOFOLLOW);
	}
	close(top);
	if (share >= 0 && !is_ours(share)) {
		close(share);
		share = -1;
	}
	return share;
}

static bool entry_name(char *name, size_t size, const struct cache_key *k, const char *suffix)
{
	return snprintf(name, size, "%s%s", k->hex + 2, suffix) < (int)size;
}

static void entry_sum(uint8_t sum[SHA256_DIGEST_LENGTH], const void *data, size_t n)
{
	SHA2_CTX s;

	SHA256Init(&s);
	SHA256Update(&s, data, n);
	SHA256Final(sum, &s);
}

/* Whether the `n` bytes are an entry, and by this maker; sets the object's size. */
static bool entry_is_good(const char *data, size_t n, const char *maker, size_t *size)
{
	uint8_t sum[SHA256_DIGEST_LENGTH];
	struct trailer t;

	if (n < sizeof(t))
		return false;
	n -= sizeof(t);
	memcpy(&t, data + n, sizeof(t));
	if (memcmp(t.magic, entry_magic, sizeof(t.magic)) || t.size > n ||
	    n - t.size != t.maker_len)
		return false;
	entry_sum(sum, data, n);
	if (memcmp(sum, t.sum, sizeof(sum)))
		return false;
	*size = t.size;
	if (!maker)
		return true;
	return strlen(maker) == t.maker_len && !memcmp(data + t.size, maker, t.maker_len);
}

static bool read_entry(struct arena *a, int fd, const char *maker, struct cache_hit *hit)
{
	struct stat st;

	if (fstat(fd, &st) || !S_ISREG(st.st_mode) ||
	    st.st_size > CACHE_MAX_ENTRY + CACHE_MAX_MAKER)
		return false;
	hit->data = arena_alloc(a, (size_t)st.st_size + 1);
	if (!read_all(fd, hit->data, (size_t)st.st_size) ||
	    !entry_is_good(hit->data, (size_t)st.st_size, maker, &hit->size))
		return false;
	futimens(fd, NULL);	/* used lately: the oldest go first */
	return true;
}

bool cache_get(struct arena *a, const char *dir, const struct cache_key *k, const char *suffix,
	       const char *maker, struct cache_hit *hit)
{
	char name[2 * SHA256_DIGEST_LENGTH + 16];
	int share, fd = -1;
	bool ok;

	if (!entry_name(name, sizeof(name), k, suffix))
		return false;
	share = open_share(dir, k, false);
	if (share >= 0) {
		fd = openat(share, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
		close(share);
	}
	if (fd < 0)
		return false;
	ok = read_entry(a, fd, maker, hit);
	close(fd);
	if (ok)
		hit->path = arena_printf(a, "%s/%.2s/%s", dir, k->hex, name);
	return ok;
}

/* ---- writing ---- */

struct kept_file {
	char name[NAME_MAX + 1];
	struct timespec used;
	off_t size;
};

static int by_use(const void *a, const void *b)
{
	const struct kept_file *x = a, *y = b;

	if (x->used.tv_sec != y->used.tv_sec)
		return x->used.tv_sec > y->used.tv_sec ? -1 : 1;
	return x->used.tv_nsec > y->used.tv_nsec ? -1 : x->used.tv_nsec < y->used.tv_nsec;
}

/* The entries of a share; temporary files that nobody writes any more are removed on the way. */
static unsigned list_share(DIR *d, struct kept_file *files, unsigned max)
{
	struct dirent *e;
	unsigned n = 0;
	struct stat st;

	while (n < max && (e = readdir(d))) {
		if (fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) || !S_ISREG(st.st_mode))
			continue;
		if (!strncmp(e->d_name, TEMP_PREFIX, strlen(TEMP_PREFIX))) {
			if (st.st_mtim.tv_sec + TEMP_SECONDS < time(NULL))
				unlinkat(dirfd(d), e->d_name, 0);
			continue;
		}
		snprintf(files[n].name, sizeof(files[n].name), "%s", e->d_name);
		files[n].used = st.st_mtim;
		files[n++].size = st.st_size;
	}
	return n;
}

#define SHARE_MAX_FILES 1024	/* looked at in one go */

/* Removes the entries that were not used for the longest time.  Closes share. */
static void prune(int share, const char *keep)
{
	struct kept_file *files = calloc(SHARE_MAX_FILES, sizeof(*files));
	DIR *d = fdopendir(share);
	unsigned long long sum = 0;
	unsigned i, n = 0;

	if (!d)
		close(share);
	if (d && files)
		n = list_share(d, files, SHARE_MAX_FILES);
	if (files)
		qsort(files, n, sizeof(*files), by_use);
	for (i = 0; i < n; i++) {
		sum += (unsigned long long)files[i].size;
		if (sum > SHARE_BYTES && strcmp(files[i].name, keep))
			unlinkat(dirfd(d), files[i].name, 0);
	}
	free(files);
	if (d)
		closedir(d);
}

static bool write_entry(int fd, const char *maker, const void *data, size_t size)
{
	struct trailer t = { .size = size, .maker_len = strlen(maker) };
	SHA2_CTX s;

	memcpy(t.magic, entry_magic, sizeof(t.magic));
	SHA256Init(&s);
	SHA256Update(&s, data, size);
	SHA256Update(&s, (const uint8_t *)maker, strlen(maker));
	SHA256Final(t.sum, &s);
	return write_all(fd, data, size) && write_all(fd, maker, strlen(maker)) &&
	       write_all(fd, &t, sizeof(t));
}

/* Under a name of its own first, then under the entry's. */
static bool write_and_rename(int share, const char *name, const char *maker, const void *data,
			     size_t size)
{
	struct timespec now;
	char temp[64];
	bool ok;
	int fd;

	clock_gettime(CLOCK_MONOTONIC, &now);
	snprintf(temp, sizeof(temp), TEMP_PREFIX "%ld.%ld.%09ld", (long)getpid(), (long)now.tv_sec,
		 now.tv_nsec);
	fd = openat(share, temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	ok = write_entry(fd, maker, data, size);
	ok = !close(fd) && ok;
	ok = ok && !renameat(share, temp, share, name);
	if (!ok)
		unlinkat(share, temp, 0);
	return ok;
}

bool cache_put(struct arena *a, const char *dir, const struct cache_key *k, const char *suffix,
	       const char *maker, const void *data, size_t size, struct cache_hit *hit)
{
	char name[2 * SHA256_DIGEST_LENGTH + 16];
	int share;

	if (!maker || size > CACHE_MAX_ENTRY || !entry_name(name, sizeof(name), k, suffix))
		return false;
	share = open_share(dir, k, true);
	if (share < 0)
		return false;
	if (!write_and_rename(share, name, maker, data, size)) {
		close(share);
		return false;
	}
	prune(share, name);
	hit->path = arena_printf(a, "%s/%.2s/%s", dir, k->hex, name);
	return true;
}

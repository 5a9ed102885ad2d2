// SPDX-License-Identifier: GPL-2.0-or-later
/* See check.h.  A word of --kernel is a file, a directory of files, or a version. */

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "driver/check/check.h"
#include "driver/paths.h"

#define MAX_KERNELS 1000u

static void add(struct check *c, const char *path)
{
	*arena_push(&c->s->arena, c->kernels, c->nkernels, c->cap_kernels) =
		(struct checked_kernel){ .path = path };
}

static bool bad(struct check *c, const char *path, const char *why)
{
	diag(&c->own, BAD_KERNEL, NO_SPAN, path, why);
	return false;
}

static bool is_directory(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

static int by_version(const struct dirent **a, const struct dirent **b)
{
	return strverscmp((*a)->d_name, (*b)->d_name);
}

/* Calls each() for every kernel of a directory, in the order of versions. */
static void each_entry(struct check *c, const char *dir,
		       void (*each)(struct check *c, const char *path, const char *name, void *arg),
		       void *arg)
{
	struct dirent **names;
	int n = scandir(dir, &names, NULL, by_version), i;

	for (i = 0; i < n; i++) {
		const char *name = names[i]->d_name, *path;

		path = name[0] == '.' ? NULL : arena_printf(&c->s->arena, "%s/%s", dir, name);
		if (path && (is_directory(path) ? kernel_is_directory(&c->s->arena, path) :
						  kernel_is_file(path)))
			each(c, path, arena_strdup(&c->s->arena, name), arg);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

static void add_entry(struct check *c, const char *path, const char *name, void *arg)
{
	(void)name;
	(void)arg;
	add(c, path);
}

static bool add_directory(struct check *c, const char *path)
{
	unsigned before = c->nkernels;

	if (kernel_is_directory(&c->s->arena, path)) {
		add(c, path);
		return true;
	}
	each_entry(c, path, add_entry, NULL);
	return c->nkernels > before || bad(c, path, "there is no kernel in this directory");
}

/* ---- versions ---- */

struct wanted {
	const char *version, *found;
	bool exact;
};

/* "6.1" is 6.1.0-56 and 6.1.192, but not 6.12. */
static bool begins(const char *name, const char *version)
{
	size_t n = strlen(version);

	return !strncmp(name, version, n) && (!name[n] || strchr(".-+~", name[n]));
}

/* Sorted: the last one that fits is the newest. */
static void match(struct check *c, const char *path, const char *name, void *arg)
{
	struct wanted *w = arg;
	size_t n = strlen(name);
	const char *bare = n > 4 && !strcmp(name + n - 4, ".fpk") ?
				   arena_strndup(&c->s->arena, name, n - 4) : name;

	if (w->exact || (strcmp(w->version, "newest") && !begins(bare, w->version)))
		return;
	w->exact = !strcmp(bare, w->version);
	w->found = path;
}

static bool add_version(struct check *c, const char *version)
{
	static const char *const arches[] = { "amd64", "arm64" };
	const char *store = path_kernels(c->s);
	unsigned before = c->nkernels;
	size_t i;

	for (i = 0; store && i < 2; i++) {
		struct wanted w = { .version = version };

		each_entry(c, arena_printf(&c->s->arena, "%s/%s", store, arches[i]), match, &w);
		if (w.found)
			add(c, w.found);
	}
	if (c->nkernels > before)
		return true;
	diag(&c->own, NO_KERNEL, NO_SPAN, version, store ? store : "the cache");
	if (!strchr(version, '/'))
		diag_hint(&c->own, "`fptap kernel fetch %s' brings packaged ones", version);
	return false;
}

bool check_find_kernels(struct check *c)
{
	struct stat st;
	const char *word;
	unsigned i = 0;

	while ((word = options_next(c->o, "kernel", &i))) {
		bool ok;

		if (stat(word, &st))
			ok = add_version(c, word);
		else if (S_ISDIR(st.st_mode))
			ok = add_directory(c, word);
		else
			ok = (add(c, word), true);
		c->refused |= !ok;
		if (c->nkernels > MAX_KERNELS) {
			diag(&c->own, TOO_MANY, NO_SPAN, MAX_KERNELS, "kernels");
			return false;
		}
	}
	if (!c->o->kernel)
		add(c, "/sys/kernel/btf/vmlinux");
	return c->nkernels;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* See check.h.  A word of --kernel is a file, a directory of files, or a version. */

#include <string.h>
#include <sys/stat.h>

#include "driver/check/check.h"
#include "driver/paths.h"
#include "driver/stored.h"

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

static void add_entry(void *arg, const char *path, const char *name)
{
	(void)name;
	add(arg, path);
}

static bool add_directory(struct check *c, const char *path)
{
	unsigned before = c->nkernels;

	if (kernel_is_directory(&c->s->arena, path)) {
		add(c, path);
		return true;
	}
	stored_each(c->s, path, add_entry, c);
	return c->nkernels > before || bad(c, path, "there is no kernel in this directory");
}

/* ---- versions ---- */

static bool add_version(struct check *c, const char *version)
{
	static const char *const arches[] = { "amd64", "arm64" };
	const char *store = path_kernels(c->s);
	unsigned before = c->nkernels;
	size_t i;

	for (i = 0; i < 2; i++) {
		const char *path = stored_kernel(c->s, version, arches[i]);

		if (path)
			add(c, path);
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

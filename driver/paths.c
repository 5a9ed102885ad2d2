// SPDX-License-Identifier: GPL-2.0-or-later
/* See paths.h. */

#include "driver/paths.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *path_self(struct session *s)
{
	char buf[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", buf, sizeof(buf) - 1);

	if (n <= 0)
		return NULL;
	buf[n] = 0;
	return arena_strdup(&s->arena, buf);
}

static const char *folder_of(struct session *s, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? arena_strndup(&s->arena, path, (size_t)(slash - path)) : ".";
}

/* A program in its build tree has a file beside it that names the source tree. */
static const char *source_tree(struct session *s, const char *folder)
{
	char line[PATH_MAX];
	FILE *f = fopen(arena_printf(&s->arena, "%s/fptap.source", folder), "re");
	const char *tree = NULL;

	if (!f)
		return NULL;
	if (fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = 0;
		tree = arena_strdup(&s->arena, line);
	}
	fclose(f);
	return tree;
}

static const char *existing(const char *path, const char **tried)
{
	*tried = path;
	return access(path, F_OK) ? NULL : path;
}

/* in_tree: below the source tree; installed: below the program's ../; built_in: absolute.  Or where it was last looked for. */
static const char *find(struct session *s, const char *in_tree, const char *installed,
			const char *built_in, const char **last)
{
	const char *self = path_self(s), *folder = self ? folder_of(s, self) : ".", *found = NULL,
		   *tried;
	const char *tree = source_tree(s, folder);

	if (tree)
		found = existing(arena_printf(&s->arena, "%s/%s", tree, in_tree), &tried);
	if (!found)
		found = existing(arena_printf(&s->arena, "%s/../%s", folder, installed), &tried);
	if (!found)
		found = existing(built_in, &tried);
	*last = tried;
	return found;
}

static const char *find_or_say(struct session *s, const char *in_tree, const char *installed,
			       const char *built_in)
{
	const char *tried, *found = find(s, in_tree, installed, built_in, &tried);

	if (!found)
		diag(&s->diags, FILE_ERROR, NO_SPAN, tried, strerror(errno));
	return found;
}

const char *path_runtime(struct session *s)
{
	const char *env = getenv("FPTAP_RUNTIME");

	return env ? env :
		     find_or_say(s, "runtime", "share/fptap/runtime", PKGDATADIR "/runtime");
}

const char *path_stdlib(struct session *s)
{
	const char *env = getenv("FPTAP_STDLIB"), *tried;

	return env ? env : find(s, "stdlib", "share/fptap/stdlib", PKGDATADIR "/stdlib", &tried);
}

const char *path_helper(struct session *s, const char *name)
{
	return find_or_say(s, arena_printf(&s->arena, "driver/vm/%s", name),
		    arena_printf(&s->arena, "libexec/fptap/%s", name),
		    arena_printf(&s->arena, "%s/%s", PKGLIBEXECDIR, name));
}

static const char *in_cache(struct session *s, const char *what)
{
	const char *own = getenv("FPTAP_CACHE"), *xdg = getenv("XDG_CACHE_HOME"),
		   *home = getenv("HOME");

	if (own && *own)
		return arena_printf(&s->arena, "%s/%s", own, what);
	if (xdg && *xdg)
		return arena_printf(&s->arena, "%s/fptap/%s", xdg, what);
	if (home && *home)
		return arena_printf(&s->arena, "%s/.cache/fptap/%s", home, what);
	return NULL;
}

const char *path_cache(struct session *s)
{
	return in_cache(s, "objects");
}

const char *path_kernels(struct session *s)
{
	return in_cache(s, "kernels");
}

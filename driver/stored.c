// SPDX-License-Identifier: GPL-2.0-or-later
/* See stored.h. */

#include "driver/stored.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "driver/paths.h"
#include "target/kernel.h"

static bool is_directory(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

static int by_version(const struct dirent **a, const struct dirent **b)
{
	return strverscmp((*a)->d_name, (*b)->d_name);
}

void stored_each(struct session *s, const char *dir,
		 void (*each)(void *arg, const char *path, const char *name), void *arg)
{
	struct dirent **names;
	int n = scandir(dir, &names, NULL, by_version), i;

	for (i = 0; i < n; i++) {
		const char *name = names[i]->d_name, *path;

		path = name[0] == '.' ? NULL : arena_printf(&s->arena, "%s/%s", dir, name);
		if (path && (is_directory(path) ? kernel_is_directory(&s->arena, path) :
						  kernel_is_file(path)))
			each(arg, path, arena_strdup(&s->arena, name));
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

struct wanted {
	const char *version, *found;
	bool exact;
};

/* "6.1" is 6.1.0-56 and 6.1.192, but not 6.12. */
static bool begins(const char *name, const char *version, size_t n)
{
	return !strncmp(name, version, n) && (!name[n] || strchr(".-+~", name[n]));
}

/* Sorted: the last one that fits is the newest. */
static void match(void *arg, const char *path, const char *name)
{
	struct wanted *w = arg;
	size_t n = strlen(name), bare = n > 4 && !strcmp(name + n - 4, ".fpk") ? n - 4 : n;

	if (w->exact || (strcmp(w->version, "newest") && !begins(name, w->version, strlen(w->version))))
		return;
	w->exact = strlen(w->version) == bare && !strncmp(name, w->version, bare);
	w->found = path;
}

const char *stored_kernel(struct session *s, const char *version, const char *arch)
{
	const char *store = path_kernels(s);
	struct wanted w = { .version = version };

	if (store)
		stored_each(s, arena_printf(&s->arena, "%s/%s", store, arch), match, &w);
	return w.found;
}

const char *stored_or_file(struct session *s, const char *word)
{
#if defined(__aarch64__)
	static const char arch[] = "arm64";
#else
	static const char arch[] = "amd64";
#endif
	const char *found = access(word, F_OK) ? stored_kernel(s, word, arch) : NULL;

	return found ? found : word;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* See program_file.h. */

#include "probes/uprobe/program_file.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "probes/uprobe/ldcache.h"

#define CACHE_MAX (64u << 20)

/* Where the loader looks behind its cache, by the machine. */
static const char usual[] = "/lib64:/usr/lib64:/lib:/usr/lib";

static bool is_file(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISREG(st.st_mode);
}

/* ---- with a process ---- */

/* What stands before the paths of a process that has a root or mounts of its own. */
static const char *root_of(struct arena *a, int pid)
{
	struct stat ours, its;

	if (!pid || stat("/proc/self/ns/mnt", &ours) ||
	    stat(arena_printf(a, "/proc/%d/ns/mnt", pid), &its) || ours.st_ino == its.st_ino)
		return "";
	return arena_printf(a, "/proc/%d/root", pid);
}

static const char *mapped_library(struct arena *a, const char *name, int pid)
{
	FILE *f = fopen(arena_printf(a, "/proc/%d/maps", pid), "re");
	const char *found = NULL, *base;
	char line[4096 + 128], path[4096];

	while (f && !found && fgets(line, sizeof(line), f)) {
		if (sscanf(line, "%*s %*s %*s %*s %*s %4095[^\n]", path) != 1 || *path != '/')
			continue;
		base = strrchr(path, '/') + 1;
		if (ldcache_is_name_of(name, base))
			found = arena_strdup(a, path);
	}
	if (f)
		fclose(f);
	return found;
}

/* ---- by name ---- */

/* In the directories of a list with colons. */
static const char *in_list(struct arena *a, const char *list, const char *name, bool to_run)
{
	const char *path;
	size_t n;

	for (; list && *list; list += n + (list[n] == ':')) {
		n = strcspn(list, ":");
		path = arena_printf(a, "%.*s/%s", (int)n, list, name);
		if (n && is_file(path) && (!to_run || !access(path, X_OK)))
			return path;
	}
	return NULL;
}

static const char *in_cache(struct arena *a, const char *name)
{
	int fd = open("/etc/ld.so.cache", O_RDONLY | O_CLOEXEC);
	const char *found = NULL;
	struct stat st;
	void *cache;

	if (fd < 0)
		return NULL;
	if (!fstat(fd, &st) && st.st_size > 0 && (size_t)st.st_size <= CACHE_MAX) {
		cache = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (cache != MAP_FAILED) {
			found = ldcache_find(a, cache, (size_t)st.st_size, name);
			munmap(cache, (size_t)st.st_size);
		}
	}
	close(fd);
	return found;
}

static const char *library(struct arena *a, const char *name)
{
	const char *found = in_list(a, getenv("LD_LIBRARY_PATH"), name, false);

	if (!found)
		found = in_cache(a, name);
	return found ? found : in_list(a, usual, name, false);
}

/* A name of a library's is looked for there first. */
static const char *by_name(struct arena *a, const char *name)
{
	const char *found = NULL;
	bool first = !strncmp(name, "lib", 3) || strstr(name, ".so");

	if (first)
		found = library(a, name);
	if (!found)
		found = in_list(a, getenv("PATH"), name, true);
	return found || first ? found : library(a, name);
}

const char *program_file(struct arena *a, const char *name, int pid, const char **why)
{
	const char *root = root_of(a, pid), *path;

	if (strchr(name, '/')) {
		path = arena_printf(a, "%s%s", *name == '/' ? root : "", name);
		if (is_file(path))
			return path;
		*why = access(path, F_OK) ? "no such file" : "it is no regular file";
		return NULL;
	}
	path = pid ? mapped_library(a, name, pid) : NULL;
	if (path)
		path = arena_printf(a, "%s%s", root, path);
	else
		path = by_name(a, name);
	if (path && is_file(path))
		return path;
	*why = pid ? "the process has mapped no such library, and there is no such program in PATH" :
		     "no library of this name where the loader looks, and no program in PATH";
	return NULL;
}

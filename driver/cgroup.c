// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See cgroup.h.  A task is below a cgroup when its ancestor on that level is the cgroup; the level is the
 * number of folders up to where the cgroups' file system is mounted.
 */

#include "driver/cgroup.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>

#define MOUNTED "/sys/fs/cgroup"

static const char *bad(struct session *s, const char *which, const char *why)
{
	diag(&s->diags, USAGE, NO_SPAN, arena_printf(&s->arena, "--cgroup=%s: %s", which, why));
	return NULL;
}

/* The last folder of the path is cut off; false: it is not in the same file system. */
static bool go_up(char *path, dev_t device)
{
	char *last = strrchr(path, '/');
	struct stat st;

	if (!last || last == path)
		return false;
	*last = 0;
	return !stat(path, &st) && st.st_dev == device;
}

static const char *of_folder(struct session *s, const char *which, const char *path)
{
	char real[PATH_MAX];
	unsigned level = 0;
	struct statfs fs;
	struct stat st;

	if (!realpath(path, real) || statfs(real, &fs) || stat(real, &st))
		return bad(s, which, strerror(errno));
	if (fs.f_type != CGROUP2_SUPER_MAGIC || !S_ISDIR(st.st_mode))
		return bad(s, which, "it is no folder of the cgroups, version 2");
	while (go_up(real, st.st_dev))
		level++;
	return arena_printf(&s->arena, "cgroup(%u) == %" PRIu64, level, (uint64_t)st.st_ino);
}

const char *cgroup_condition(struct session *s, const char *which)
{
	if (*which && !which[strspn(which, "0123456789")])
		return arena_printf(&s->arena, "cgroup() == %s", which);
	if (*which == '/')
		return of_folder(s, which, which);
	return of_folder(s, which, arena_printf(&s->arena, MOUNTED "/%s", which));
}

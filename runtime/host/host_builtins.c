// SPDX-License-Identifier: GPL-2.0-or-later
/* The built-ins in user space: those of a task mean fptap itself. */

#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "runtime/host/interp.h"

u64 host_pid(const struct interp *in, char *text, size_t width)
{
	(void)in, (void)text, (void)width;
	return getpid();
}

u64 host_tid(const struct interp *in, char *text, size_t width)
{
	(void)in, (void)text, (void)width;
	return gettid();
}

u64 host_uid(const struct interp *in, char *text, size_t width)
{
	(void)in, (void)text, (void)width;
	return getuid();
}

u64 host_gid(const struct interp *in, char *text, size_t width)
{
	(void)in, (void)text, (void)width;
	return getgid();
}

u64 host_euid(const struct interp *in, char *text, size_t width)
{
	(void)in, (void)text, (void)width;
	return geteuid();
}

u64 host_ppid(const struct interp *in, char *text, size_t width)
{
	(void)in, (void)text, (void)width;
	return (u64)getppid();
}

#define MOST_LEVELS (1u << 16)		/* beyond: the cgroup itself */

/* The line of /proc/self/cgroup for version 2, "0::/user.slice", up to `level' folders. */
u64 host_cgroup_at(u64 level)
{
	FILE *f = fopen("/proc/self/cgroup", "re");
	char line[4096], path[sizeof(line) + 32], *end;
	struct stat st = { 0 };

	while (f && fgets(line, sizeof(line), f)) {
		if (strncmp(line, "0::/", 4))
			continue;
		line[strcspn(line, "\n")] = 0;
		for (end = line + 3; end[0] && end[1] && level; level--)
			end += 1 + strcspn(end + 1, "/");
		*end = 0;
		snprintf(path, sizeof(path), "/sys/fs/cgroup%s", line + 3);
		if ((level && level < MOST_LEVELS) || stat(path, &st))
			st.st_ino = 0;
	}
	if (f)
		fclose(f);
	return st.st_ino;
}

u64 host_cgroup(const struct interp *in, char *text, size_t width)
{
	(void)in, (void)text, (void)width;
	return host_cgroup_at(UINT64_MAX);
}

u64 host_cpu(const struct interp *in, char *text, size_t width)
{
	int cpu = sched_getcpu();

	(void)in, (void)text, (void)width;
	return cpu < 0 ? 0 : cpu;
}

u64 host_now(const struct interp *in, char *text, size_t width)
{
	struct timespec now;

	(void)in, (void)text, (void)width;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (u64)now.tv_sec * 1000000000u + (u64)now.tv_nsec;
}

static u64 real(const struct interp *in)
{
	return host_now(in, NULL, 0) + __atomic_load_n(&in->state[WIRE_REAL], __ATOMIC_RELAXED);
}

#define REAL(unit, ns)                                                                             \
	u64 host_gettimeofday_##unit(const struct interp *in, char *text, size_t width)            \
	{                                                                                          \
		(void)text, (void)width;                                                           \
		return real(in) / (ns);                                                            \
	}

REAL(ns, 1)
REAL(us, 1000)
REAL(ms, 1000000)
REAL(s, 1000000000)

u64 host_target(const struct interp *in, char *text, size_t width)
{
	(void)text, (void)width;
	return __atomic_load_n(&in->state[WIRE_TARGET], __ATOMIC_RELAXED);
}

u64 host_execname(const struct interp *in, char *text, size_t width)
{
	char name[16] = "";

	(void)in;
	prctl(PR_GET_NAME, name);
	name[sizeof(name) - 1] = 0;
	if (width > sizeof(name))
		width = sizeof(name);
	memcpy(text, name, width);
	text[width - 1] = 0;
	return 0;
}

/* Words have NULs behind them. */
u64 host_cmdline(const struct interp *in, char *text, size_t width)
{
	FILE *f = fopen("/proc/self/cmdline", "re");
	size_t n = f ? fread(text, 1, width - 1, f) : 0, i;

	(void)in;
	memset(text + n, 0, width - n);
	for (i = 0; i + 1 < n; i++)
		text[i] = text[i] ? text[i] : ' ';
	if (n)
		text[n - 1] = 0;
	if (f)
		fclose(f);
	return 0;
}

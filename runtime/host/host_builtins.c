// SPDX-License-Identifier: GPL-2.0-or-later
/* The built-ins in user space: those of a task mean fptap itself. */

#include <sched.h>
#include <string.h>
#include <sys/prctl.h>
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

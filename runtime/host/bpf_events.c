// SPDX-License-Identifier: GPL-2.0-or-later
/* See bpf_events.h. */

#include "runtime/host/bpf_events.h"

#include <bpf/bpf.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

typedef uint32_t u32;
typedef uint64_t u64;

#define LINK_INFO_MISSED 56 /* bytes of bpf_link_info since it has what a kprobe missed */

struct bpf_event {
	struct bpf_event *next;
	struct bpf_link *link;
	int fd; /* of the event; the link has one of its own */
};

static struct bpf_event *removed;

/* ---- attaching ---- */

/* The number that perf knows an event by; -1: errno. */
static int event_number(const struct probe *p)
{
	static const char *const dirs[] = { "/sys/kernel/tracing/events",
					    "/sys/kernel/debug/tracing/events" };
	char path[512];
	int number = -1;
	FILE *f = NULL;
	size_t i;

	for (i = 0; i < sizeof(dirs) / sizeof(*dirs) && !f; i++) {
		snprintf(path, sizeof(path), "%s/%s/%s/id", dirs[i], p->system, p->target);
		f = fopen(path, "re");
	}
	if (!f)
		return -1;
	if (fscanf(f, "%d", &number) != 1)
		errno = EINVAL;
	fclose(f);
	return number;
}

/* The program runs on all CPUs, whichever the event is opened on. */
static int open_event(const struct probe *p)
{
	struct perf_event_attr attr = {
		.size = sizeof(attr),
		.type = PERF_TYPE_TRACEPOINT,
		.sample_period = 1,
		.wakeup_events = 1,
	};
	int number = event_number(p);

	attr.config = (u64)number;
	return number < 0 ?
		       -1 :
		       (int)syscall(SYS_perf_event_open, &attr, -1, 0, -1, PERF_FLAG_FD_CLOEXEC);
}

static bool make_link(struct bpf_event *e, struct bpf_program *prog)
{
	int fd = fcntl(e->fd, F_DUPFD_CLOEXEC, 3), err;

	if (fd < 0)
		return false;
	e->link = bpf_program__attach_perf_event(prog, fd);
	if (e->link)
		return true;
	err = errno;
	close(fd);
	errno = err;
	return false;
}

struct bpf_event *bpf_event_attach(const struct probe *p, struct bpf_program *prog)
{
	struct bpf_event *e = calloc(1, sizeof(*e));
	int err;

	if (!e)
		return NULL;
	e->fd = open_event(p);
	if (e->fd >= 0 && make_link(e, prog))
		return e;
	err = errno;
	if (e->fd >= 0)
		close(e->fd);
	free(e);
	errno = err;
	return NULL;
}

/* The same kernels count misses of programs at events and tell of them for links: theirs have a
 * longer answer. */
bool bpf_event_tells_missed(const struct bpf_event *e)
{
	u32 info[32] = { 0 }, len = sizeof(info);

	return !bpf_obj_get_info_by_fd(bpf_link__fd(e->link), info, &len) &&
	       len >= LINK_INFO_MISSED;
}

/* ---- taking away ---- */

void bpf_event_remove(struct bpf_event *e)
{
	e->next = removed;
	removed = e;
}

/*
 * Whoever closes a descriptor last waits: that is the child of a child, which nobody has to wait
 * for.  It waits for the end of a pipe, until we have closed ours or are gone.  The end to keep
 * open for so long; -1: there is none.
 */
static int close_apart(void)
{
	int fds[2];
	char nothing;
	pid_t pid;

	if (pipe2(fds, O_CLOEXEC))
		return -1;
	pid = fork();
	if (!pid) {
		if (fork())
			_exit(0);
		close_range(0, 2, 0);
		close(fds[1]);
		while (read(fds[0], &nothing, 1) < 0 && errno == EINTR)
			;
		_exit(0);
	}
	while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	close(fds[0]);
	return fds[1];
}

void bpf_events_close(void)
{
	struct bpf_event *e, *next;
	int end = removed ? close_apart() : -1;

	for (e = removed; e; e = next) {
		next = e->next;
		bpf_link__destroy(e->link);
		close(e->fd);
		free(e);
	}
	removed = NULL;
	if (end >= 0)
		close(end);
}

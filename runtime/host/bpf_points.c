// SPDX-License-Identifier: GPL-2.0-or-later
/* See bpf_points.h. */

#include "runtime/host/bpf_points.h"

#include <bpf/bpf.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

typedef uint32_t u32;
typedef uint64_t u64;

#define LINK_INFO_MISSED 56	/* bytes of bpf_link_info since it has what a kprobe missed */

static bool add(struct bpf_links *links, struct bpf_link *link)
{
	struct bpf_link **v;

	if (!link)
		return false;
	v = realloc(links->v, (links->n + 1) * sizeof(*v));
	if (!v) {
		bpf_link__destroy(link);
		errno = ENOMEM;
		return false;
	}
	links->v = v;
	v[links->n++] = link;
	return true;
}

/* ---- events of tracepoints ---- */

/* What is to be closed: links first, then the events that they are of. */
static struct {
	struct bpf_link **links;
	int *events;
	unsigned nlinks, nevents;
} settling;

static void settle_event(int fd)
{
	int *v = realloc(settling.events, (settling.nevents + 1) * sizeof(*v));

	if (!v) {
		close(fd);
		return;
	}
	settling.events = v;
	v[settling.nevents++] = fd;
}

static void settle_link(struct bpf_link *link)
{
	struct bpf_link **v = realloc(settling.links, (settling.nlinks + 1) * sizeof(*v));

	if (!v) {
		bpf_link__destroy(link);
		return;
	}
	settling.links = v;
	v[settling.nlinks++] = link;
}

static void *destroy_link(void *link)
{
	bpf_link__destroy(link);
	return NULL;
}

/* Each has its program taken out at once and then waits until that runs nowhere; all of them together. */
static void settle_links(void)
{
	pthread_t *threads = calloc(settling.nlinks + 1, sizeof(*threads));
	unsigned i, n = 0;

	while (threads && n < settling.nlinks && !pthread_create(&threads[n], NULL, destroy_link, settling.links[n]))
		n++;
	for (i = n; i < settling.nlinks; i++)
		bpf_link__destroy(settling.links[i]);
	for (i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
	free(threads);
	free(settling.links);
	settling.links = NULL;
	settling.nlinks = 0;
}

/*
 * Whoever closes an event last waits: that is the child of a child, which has nobody to wait for it.  It waits
 * for the end of a pipe, until we have closed ours or are gone.
 */
static void settle_apart(void)
{
	int fds[2];
	char nothing;
	pid_t pid;

	if (pipe2(fds, O_CLOEXEC))
		return;
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
	settle_event(fds[1]);
}

void bpf_points_settle(void)
{
	unsigned i;

	settle_links();
	if (settling.nevents)
		settle_apart();
	for (i = 0; i < settling.nevents; i++)
		close(settling.events[i]);
	free(settling.events);
	settling.events = NULL;
	settling.nevents = 0;
}

void bpf_links_destroy(struct bpf_links *links)
{
	unsigned i;

	for (i = 0; i < links->n; i++) {
		if (links->event)
			settle_link(links->v[i]);
		else
			bpf_link__destroy(links->v[i]);
	}
	free(links->v);
	if (links->event)
		settle_event(links->event - 1);
	*links = (struct bpf_links){ 0 };
}

/* The number that perf knows an event by; -1: errno. */
static int event_number(const struct probe *p)
{
	static const char *const dirs[] = { "/sys/kernel/tracing/events", "/sys/kernel/debug/tracing/events" };
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
static bool attach_record(const struct probe *p, struct bpf_program *prog, struct bpf_links *links)
{
	struct perf_event_attr attr = {
		.size = sizeof(attr),
		.type = PERF_TYPE_TRACEPOINT,
		.sample_period = 1,
		.wakeup_events = 1,
	};
	int number = event_number(p), event, err;
	struct bpf_link *link;

	if (number < 0)
		return false;
	attr.config = (u64)number;
	event = (int)syscall(SYS_perf_event_open, &attr, -1, 0, -1, PERF_FLAG_FD_CLOEXEC);
	if (event < 0)
		return false;
	links->event = fcntl(event, F_DUPFD_CLOEXEC, 3) + 1;
	link = bpf_program__attach_perf_event(prog, event);
	if (!link) {
		err = errno;
		close(event);
		errno = err;
	}
	return add(links, link);
}

/* The same kernels count misses of programs at events and tell of them for links: theirs have a longer answer. */
bool bpf_points_tell_missed(const struct bpf_links *links)
{
	u32 info[32] = { 0 }, len = sizeof(info);

	return !links->event || !links->n ||
	       (!bpf_obj_get_info_by_fd(bpf_link__fd(links->v[0]), info, &len) && len >= LINK_INFO_MISSED);
}

/* ---- events of perf's ---- */

static int open_event(const struct probe *p, int cpu)
{
	struct perf_event_attr attr = {
		.size = sizeof(attr),
		.type = p->perf.type,
		.config = p->perf.config,
		.sample_period = p->perf.count,	/* a union with sample_freq */
		.freq = p->perf.is_rate,
		.disabled = 1,
	};

	return (int)syscall(SYS_perf_event_open, &attr, -1, cpu, -1, PERF_FLAG_FD_CLOEXEC);
}

/* A CPU that is not there, or not now, has no events. */
static bool attach_event(const struct probe *p, struct bpf_program *prog, struct bpf_links *links)
{
	int cpus = libbpf_num_possible_cpus(), cpu, fd;
	struct bpf_link *link;

	for (cpu = 0; cpu < cpus; cpu++) {
		fd = open_event(p, cpu);
		if (fd < 0 && errno == ENODEV)
			continue;
		if (fd < 0)
			return false;
		link = bpf_program__attach_perf_event(prog, fd);
		if (!link) {
			int err = errno;

			close(fd);
			errno = err;
		}
		if (!add(links, link))
			return false;
		if (p->perf.one_cpu)
			break;
	}
	errno = ENODEV;
	return links->n;
}

/* ---- all kinds ---- */

static bool attach_kprobe(const struct probe *p, struct bpf_program *prog, struct bpf_links *links)
{
	LIBBPF_OPTS(bpf_kprobe_opts, opts, .offset = p->offset);

	return add(links, bpf_program__attach_kprobe_opts(prog, p->target, &opts));
}

static bool attach_raw(const struct probe *p, struct bpf_program *prog, struct bpf_links *links)
{
	return add(links, bpf_program__attach_raw_tracepoint(prog, p->target));
}

static const struct {
	enum probe_kind kind;
	bool (*attach)(const struct probe *p, struct bpf_program *prog, struct bpf_links *links);
} points[] = {
	{ PROBE_RAWTRACEPOINT, attach_raw },
	{ PROBE_KPROBE, attach_kprobe },
	{ PROBE_PERF, attach_event },
};

bool bpf_point_has_target(const struct probe *p)
{
	size_t i;

	if (p->format)
		return false;
	for (i = 0; i < sizeof(points) / sizeof(*points); i++)
		if (points[i].kind == p->kind)
			return false;
	return p->target != NULL;
}

bool bpf_point_attach(const struct probe *p, struct bpf_program *prog, struct bpf_links *links)
{
	size_t i;

	if (p->format)
		return attach_record(p, prog, links);
	for (i = 0; i < sizeof(points) / sizeof(*points); i++)
		if (points[i].kind == p->kind)
			return points[i].attach(p, prog, links);
	return add(links, bpf_program__attach(prog));
}

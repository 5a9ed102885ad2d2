// SPDX-License-Identifier: GPL-2.0-or-later
/* See bpf_points.h. */

#include "runtime/host/bpf_points.h"

#include <errno.h>
#include <linux/perf_event.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

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

void bpf_links_destroy(struct bpf_links *links)
{
	unsigned i;

	for (i = 0; i < links->n; i++)
		bpf_link__destroy(links->v[i]);
	free(links->v);
	if (links->event)
		bpf_event_remove(links->event);
	*links = (struct bpf_links){ 0 };
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

static bool attach_record(const struct probe *p, struct bpf_program *prog, struct bpf_links *links)
{
	links->event = bpf_event_attach(p, prog);
	return links->event;
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

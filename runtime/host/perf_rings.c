// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See perf_rings.h.  A ring is in the order of time, so the rings are merged by their first
 * records.  A record that is newer than the begin of a drain stays: another CPU's ring, looked at
 * before, may have got an older one meanwhile.
 */

#include "runtime/host/perf_rings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "runtime/host/events.h"

#define NEVER UINT64_MAX
#define LONGEST_RECORD 65536		/* its size is 16 bits */
#define LONGEST_PATH_RECORD 4352u	/* a mapping's with the longest path */
#define SHORTEST_RECORD (sizeof(struct perf_event_header) + sizeof(u64))

struct perf_ring {
	int fd;
	struct perf_event_mmap_page *head;
	const char *data;
	u64 at, end;			/* positions while it is drained */
	u64 time;			/* of the record at `at`; NEVER: there is none */
};

struct lost_record {
	struct perf_event_header header;
	u64 id, lost;
};

/* ---- opening ---- */

static const struct {
	int error;
	const char *reason;
} reasons[] = {
	{ EACCES, "perf events of all processes are not permitted (CAP_PERFMON)" },
	{ EPERM, "perf events of all processes are not permitted (CAP_PERFMON)" },
	{ ENOSYS, "the kernel has no perf events" },
	{ ENOENT, "the kernel has no perf events that count nothing" },
	{ EINVAL, "the kernel's perf events are too old" },
	{ EMFILE, "too many files are open" },
	{ ENOMEM, "there is no memory for perf's rings" },
};

static const char *reason_of(int error)
{
	unsigned i;

	for (i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (reasons[i].error == error)
			return reasons[i].reason;
	return "perf events cannot be opened";
}

static int open_event(int cpu)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_SOFTWARE,
		.size = sizeof(attr),
		.config = PERF_COUNT_SW_DUMMY,
		.sample_type = PERF_SAMPLE_TIME,	/* the time ends each record */
		.sample_id_all = 1,
		.exclude_kernel = 1,
		.exclude_hv = 1,
		.mmap = 1,
		.mmap2 = 1,
		.task = 1,
		.comm = 1,				/* tells an exec */
		.comm_exec = 1,
		.watermark = 1,				/* nobody waits for it */
		.wakeup_watermark = PERF_RING_SIZE,
		.use_clockid = 1,
		.clockid = CLOCK_MONOTONIC,
	};

	return syscall(SYS_perf_event_open, &attr, -1, cpu, -1, PERF_FLAG_FD_CLOEXEC);
}

static bool open_ring(struct perf_rings *p, int fd)
{
	void *at = mmap(NULL, p->page + PERF_RING_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (at == MAP_FAILED) {
		int error = errno;

		close(fd);
		errno = error;
		return false;
	}
	p->rings[p->n++] = (struct perf_ring){ .fd = fd, .head = at,
					       .data = (const char *)at + p->page };
	return true;
}

/* 0 or errno. */
static int open_all(struct perf_rings *p, int cpus)
{
	int cpu, fd;

	for (cpu = 0; cpu < cpus; cpu++) {
		fd = open_event(cpu);
		if (fd < 0 && errno == ENODEV)		/* offline */
			continue;
		if (fd < 0 || !open_ring(p, fd))
			return errno;
	}
	return p->n ? 0 : ENODEV;
}

const char *perf_rings_open(struct perf_rings *p)
{
	long cpus = sysconf(_SC_NPROCESSORS_CONF);
	int error = ENOMEM;

	*p = (struct perf_rings){ .page = (size_t)sysconf(_SC_PAGESIZE) };
	if (cpus < 1)
		cpus = 1;
	p->rings = calloc((size_t)cpus, sizeof(*p->rings));
	p->record = malloc(LONGEST_RECORD);
	if (p->rings && p->record)
		error = open_all(p, (int)cpus);
	if (!error)
		return NULL;
	perf_rings_close(p);
	return reason_of(error);
}

void perf_rings_close(struct perf_rings *p)
{
	unsigned i;

	for (i = 0; i < p->n; i++) {
		munmap(p->rings[i].head, p->page + PERF_RING_SIZE);
		close(p->rings[i].fd);
	}
	free(p->rings);
	free(p->record);
	*p = (struct perf_rings){ .lost = p->lost };
}

/* ---- draining ---- */

static void copy_out(const struct perf_ring *r, u64 at, void *to, size_t n)
{
	size_t from = at & (PERF_RING_SIZE - 1), first = PERF_RING_SIZE - from;

	if (first > n)
		first = n;
	memcpy(to, r->data + from, first);
	memcpy((char *)to + first, r->data, n - first);
}

/* The size of the record at `at`, whose time is noted; 0: there is none. */
static size_t peek(struct perf_ring *r)
{
	struct perf_event_header h;

	r->time = NEVER;
	if (r->end - r->at < SHORTEST_RECORD)
		return 0;
	copy_out(r, r->at, &h, sizeof(h));
	if (h.size < SHORTEST_RECORD || h.size > r->end - r->at) {
		r->at = r->end;			/* cannot be; go on behind it */
		__atomic_store_n(&r->head->data_tail, r->at, __ATOMIC_RELEASE);
		return 0;
	}
	copy_out(r, r->at + h.size - sizeof(u64), &r->time, sizeof(u64));
	return h.size;
}

static struct perf_ring *oldest(struct perf_rings *p)
{
	struct perf_ring *best = p->rings;
	unsigned i;

	for (i = 1; i < p->n; i++)
		if (p->rings[i].time < best->time)
			best = &p->rings[i];
	return best;
}

static void hand_over(struct perf_rings *p, struct perf_ring *r, perf_record_fn fn, void *arg)
{
	const struct perf_event_header *h = p->record;
	size_t n = peek(r);

	copy_out(r, r->at, p->record, n);
	if (h->type != PERF_RECORD_LOST)
		fn(arg, h, r->time);
	else if (n >= sizeof(struct lost_record))
		p->lost += ((const struct lost_record *)p->record)->lost;
	r->at += n;
	__atomic_store_n(&r->head->data_tail, r->at, __ATOMIC_RELEASE);
	peek(r);
}

void perf_rings_drain(struct perf_rings *p, perf_record_fn fn, void *arg)
{
	u64 now = monotonic_ns();
	struct perf_ring *r;
	unsigned i;

	if (!p->n)
		return;
	for (i = 0; i < p->n; i++) {
		r = &p->rings[i];
		r->at = r->head->data_tail;	/* written here only */
		r->end = __atomic_load_n(&r->head->data_head, __ATOMIC_ACQUIRE);
		if (r->end - r->at > PERF_RING_SIZE - LONGEST_PATH_RECORD)
			p->full++;
		peek(r);
	}
	while ((r = oldest(p))->time <= now)
		hand_over(p, r, fn, arg);
}

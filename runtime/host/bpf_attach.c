// SPDX-License-Identifier: GPL-2.0-or-later
/* See bpf_attach.h. */

#include "runtime/host/bpf_attach.h"

#include <bpf/bpf.h>
#include <errno.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "probes/mechanism.h"
#include "runtime/host/ksyms.h"

/* ---- the kernel's interface, as far as older headers lack it ---- */

enum {
	CMD_LINK_CREATE = 28,
	ATTACH_PERF_EVENT = 41,
	ATTACH_KPROBE_MULTI = 42,
	ATTACH_KPROBE_SESSION = 56,
	ATTACH_FSESSION = 58,
	ATTACH_FENTRY_MULTI = 59,
	ATTACH_FEXIT_MULTI = 60,
	ATTACH_FSESSION_MULTI = 61,
	KPROBE_MULTI_RETURN = 1,
	LINK_PERF_EVENT = 7,
	LINK_KPROBE_MULTI = 8,
};

struct link_create {
	u32 program, target, attach_type, flags;
	union {
		u64 cookie;		/* of a perf event */
		struct {
			u32 flags, count;
			u64 names, addresses, cookies;
		} multi;
		struct {
			u64 ids, cookies;
			u32 count, pad;
		} tracing;
		u64 pad[6];
	};
};

struct link_info {
	u32 type, id, program, pad;
	union {
		struct {
			u64 addresses;
			u32 count, flags;
			u64 missed;
		} multi;
		struct {
			u32 type, pad;
			u64 name;
			u32 name_length, offset;
			u64 address, missed;
		} event;
		u64 room[8];
	};
};

static int create_link(struct link_create *a)
{
	return (int)syscall(SYS_bpf, CMD_LINK_CREATE, a, sizeof(*a));
}

/* ---- preparing ---- */

static bool is_session(const struct probe *p)
{
	return p->via->traits & IS_SESSION;
}

/* What the section's name does not say; 0: it says all. */
static int attach_type(const struct probe *p, bool exit)
{
	if (p->via->traits & IS_TRACING)
		return is_session(p) ? ATTACH_FSESSION_MULTI : exit ? ATTACH_FEXIT_MULTI : ATTACH_FENTRY_MULTI;
	if (is_session(p))
		return p->via->traits & IS_MANY ? ATTACH_KPROBE_SESSION : ATTACH_FSESSION;
	return p->via->traits & IS_MANY ? ATTACH_KPROBE_MULTI : 0;
}

enum uprobe_side bpf_user_side(const struct probe *p, bool exit)
{
	return is_session(p) ? UPROBE_BOTH : exit ? UPROBE_EXIT : UPROBE_ENTRY;
}

bool bpf_hook_prepare(struct bpf_hook *h, const struct probe *p, bool exit)
{
	const char *target = p->target, *colon = target ? strchr(target, ':') : NULL;

	if (p->user) {
		uprobes_prepare(h->program, bpf_user_side(p, exit), probe_sleeps(p));
		return true;
	}
	if (p->via->traits & IS_TRACING)
		bpf_program__set_type(h->program, BPF_PROG_TYPE_TRACING);
	if (p->via->traits & (IS_TRACING | IS_SESSION))
		bpf_program__set_expected_attach_type(h->program,
						      (enum bpf_attach_type)attach_type(p, exit));
	/* Run, not attached; or by what the probe has. */
	if (!bpf_point_has_target(p) || (p->kind == PROBE_FPROBE && p->via->traits & IS_MANY))
		return true;
	if (colon)	/* "sched:sched_switch": BTF knows tracepoints without their system */
		target = colon + 1;
	return !bpf_program__set_attach_target(h->program, 0, target);
}

/*
 * Where functions begin, which cookies and kprobes go by.  The kernel's lists tell where it patches
 * them, which is some instructions further on.  NULL: no memory.
 */
static u64 *beginnings(const struct probe_function *v, unsigned n)
{
	u64 *where = calloc(n, sizeof(*where));
	struct symbol symbol;
	struct ksyms names;
	unsigned i;

	ksyms_init(&names, NULL);
	for (i = 0; where && i < n; i++) {
		where[i] = v[i].address;
		if (where[i] && ksyms_find(&names, where[i], &symbol))
			where[i] -= symbol.offset;
	}
	ksyms_free(&names);
	return where;
}

/* ---- many at once ---- */

static bool all_have_addresses(const struct probe_function *v, unsigned n)
{
	unsigned i;

	for (i = 0; i < n && v[i].address; i++)
		;
	return i == n;
}

static int attach_multi(const struct bpf_hook *h, const struct probe *p, bool exit,
			const struct probe_function *v, unsigned n)
{
	struct link_create a = { .program = (u32)bpf_program__fd(h->program) };
	u64 *where = p->uses_it ? beginnings(v, n) : calloc(n, sizeof(u64));
	u64 *cookies = p->uses_it ? calloc(n, sizeof(u64)) : NULL;
	bool by_address = all_have_addresses(v, n);
	int fd = -1, saved;
	unsigned i;

	errno = ENOMEM;
	for (i = 0; where && i < n; i++) {
		if (!by_address)
			where[i] = (u64)(unsigned long)v[i].name;
		else if (!p->uses_it)
			where[i] = v[i].address;
		if (cookies)
			cookies[i] = v[i].it;
	}
	a.attach_type = (u32)attach_type(p, exit);
	a.multi.flags = exit && !is_session(p) ? KPROBE_MULTI_RETURN : 0;
	a.multi.count = n;
	*(by_address ? &a.multi.addresses : &a.multi.names) = (u64)(unsigned long)where;
	a.multi.cookies = (u64)(unsigned long)cookies;
	if (where && (cookies || !p->uses_it))
		fd = create_link(&a);
	saved = errno;
	free(where);
	free(cookies);
	errno = saved;
	return fd;
}

/* By their ids in BTF. */
static int attach_tracing(const struct bpf_hook *h, const struct probe *p, bool exit,
			  const struct probe_function *v, unsigned n)
{
	struct link_create a = { .program = (u32)bpf_program__fd(h->program) };
	u32 *ids = calloc(n, sizeof(u32));
	u64 *cookies = calloc(n, sizeof(u64));
	int fd = -1, saved;
	unsigned i;

	errno = ENOMEM;
	for (i = 0; ids && cookies && i < n; i++) {
		ids[i] = v[i].btf_id;
		cookies[i] = v[i].it;
	}
	a.attach_type = (u32)attach_type(p, exit);
	a.tracing.ids = (u64)(unsigned long)ids;
	a.tracing.cookies = p->uses_it ? (u64)(unsigned long)cookies : 0;
	a.tracing.count = n;
	if (ids && cookies)
		fd = create_link(&a);
	saved = errno;
	free(ids);
	free(cookies);
	errno = saved;
	return fd;
}

/* ---- one by one ---- */

/* A number out of a file of the kernel's, behind a word such as "config:"; -1: none. */
static int number_in(const char *path, const char *word)
{
	FILE *f = fopen(path, "re");
	char text[64] = "";
	int n = -1;

	if (!f)
		return -1;
	if (fgets(text, sizeof(text), f) && !strncmp(text, word, strlen(word)))
		n = atoi(text + strlen(word));
	fclose(f);
	return n;
}

#define KPROBE_DEVICE "/sys/bus/event_source/devices/kprobe"

/* The same for all: the files are read once. */
static int open_event(const struct probe_function *f, u64 address, bool exit)
{
	static int type = -1, bit = -1;
	struct perf_event_attr attr = { .size = sizeof(attr) };

	if (type < 0 || bit < 0) {
		type = number_in(KPROBE_DEVICE "/type", "");
		bit = number_in(KPROBE_DEVICE "/format/retprobe", "config:");
	}
	attr.type = (u32)type;

	if (type < 0 || bit < 0) {
		errno = EOPNOTSUPP;
		return -1;
	}
	attr.config = exit ? 1ull << bit : 0;
	if (address)
		attr.config2 = address;
	else
		attr.config1 = (u64)(unsigned long)f->name;
	return (int)syscall(SYS_perf_event_open, &attr, -1, 0, -1, PERF_FLAG_FD_CLOEXEC);
}

/* The link holds the event. */
static int attach_single(const struct bpf_hook *h, const struct probe_function *f, u64 address,
			 bool exit)
{
	struct link_create a = {
		.program = (u32)bpf_program__fd(h->program),
		.attach_type = ATTACH_PERF_EVENT,
		.cookie = f->it,
	};
	int event = open_event(f, address, exit), link, saved;

	if (event < 0)
		return -1;
	a.target = (u32)event;
	link = create_link(&a);
	if (link >= 0 && ioctl(event, PERF_EVENT_IOC_ENABLE, 0)) {
		saved = errno;
		close(link);
		errno = saved;
		link = -1;
	}
	saved = errno;
	close(event);
	errno = saved;
	return link;
}

/* Of a pattern, what the kernel does not take is left out; what is named must be taken. */
static bool attach_singles(struct bpf_hook *h, const struct probe *p, bool exit,
			   const struct probe_function *v, unsigned n, const char **failed)
{
	u64 *where = beginnings(v, n);
	bool ok = where;
	int fd, saved;
	unsigned i;

	for (i = 0; ok && i < n; i++) {
		fd = attach_single(h, &v[i], where[i], exit);
		if (fd >= 0) {
			h->links[h->nlinks++] = fd;
			continue;
		}
		*failed = v[i].name;
		ok = p->is_many && (errno == EINVAL || errno == EADDRNOTAVAIL || errno == EOPNOTSUPP);
		if (!ok)
			break;
		if (!h->refused++) {
			h->first_refused = v[i].name;
			h->why_refused = errno;
		}
	}
	saved = errno;
	free(where);
	errno = saved;
	return ok && h->nlinks > 0;
}

bool bpf_hook_attach(struct bpf_hook *h, const struct probe *p, bool exit, const char **failed)
{
	const struct probe_function *v = p->functions;
	unsigned n = p->nfunctions;
	int fd;

	*failed = NULL;
	if (p->kind != PROBE_FPROBE || !(p->via->traits & IS_MANY))
		return bpf_point_attach(p, h->program, &h->points);
	h->links = calloc(n, sizeof(*h->links));
	if (!h->links)
		return false;
	if (p->via->traits & IS_SINGLE)
		return attach_singles(h, p, exit, v, n, failed);
	fd = p->via->traits & IS_TRACING ? attach_tracing(h, p, exit, v, n) : attach_multi(h, p, exit, v, n);
	if (fd < 0)
		return false;
	h->links[h->nlinks++] = fd;
	return true;
}

void bpf_hook_detach(struct bpf_hook *h)
{
	unsigned i;

	bpf_links_destroy(&h->points);
	uprobes_detach(&h->places);
	for (i = 0; i < h->nlinks; i++)
		close(h->links[i]);
	free(h->links);
	h->links = NULL;
	h->nlinks = 0;
}

bool bpf_hook_is_attached(const struct bpf_hook *h)
{
	return h->points.n || h->points.event || h->places.nfds || h->places.nlinks || h->nlinks;
}

/* ---- what was missed ---- */

static bool link_missed(int fd, bool is_kprobe, u64 *count)
{
	struct link_info info = { 0 };
	u32 len = sizeof(info);

	if (bpf_obj_get_info_by_fd(fd, &info, &len))
		return false;
	if (info.type == LINK_KPROBE_MULTI) {
		*count += info.multi.missed;
		return len >= offsetof(struct link_info, multi.missed) + sizeof(u64);
	}
	if (info.type == LINK_PERF_EVENT && is_kprobe) {
		*count += info.event.missed;
		return len >= offsetof(struct link_info, event.missed) + sizeof(u64);
	}
	return true;		/* a trampoline, or a sample, misses by its program */
}

bool bpf_hook_missed(const struct bpf_hook *h, bool is_kprobe, u64 *count)
{
	struct bpf_prog_info info = { 0 };
	u32 len = sizeof(info);
	bool known;
	unsigned i;

	if (!h->program)
		return true;
	if (bpf_obj_get_info_by_fd(bpf_program__fd(h->program), &info, &len) ||
	    len < offsetof(struct bpf_prog_info, recursion_misses) + sizeof(info.recursion_misses))
		return false;
	*count += info.recursion_misses;
	known = !h->points.event || bpf_event_tells_missed(h->points.event);
	for (i = 0; i < h->nlinks; i++)
		known = link_missed(h->links[i], is_kprobe, count) && known;
	for (i = 0; i < h->points.n; i++)
		known = link_missed(bpf_link__fd(h->points.v[i]), is_kprobe, count) && known;
	return known;
}

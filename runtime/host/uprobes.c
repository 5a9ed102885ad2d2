// SPDX-License-Identifier: GPL-2.0-or-later
/* See uprobes.h.  libbpf's own way to attach to many is newer than the one that is built with. */

#include "runtime/host/uprobes.h"

#include <bpf/bpf.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "runtime/host/files.h"

/* linux/bpf.h of Linux 6.6 and later. */
#define ATTACH_MULTI 48			/* BPF_TRACE_UPROBE_MULTI */
#define ATTACH_SESSION 57		/* BPF_TRACE_UPROBE_SESSION, of Linux 6.13 and later */
#define MULTI_RETURN 1			/* BPF_F_UPROBE_MULTI_RETURN */
#define SLEEPABLE (1u << 4)		/* BPF_F_SLEEPABLE */
#define ENOTSUPP 524			/* the kernel's own */
#define REFUSED_MAX 1024		/* places that are looked for one by one */

struct multi {				/* of union bpf_attr: link_create */
	uint32_t prog_fd, target_fd, attach_type, flags;
	uint64_t path, offsets, semaphores, cookies;
	uint32_t n, multi_flags, pid;
	uint32_t pad;
};

static int create(const struct multi *m)
{
	return (int)syscall(SYS_bpf, BPF_LINK_CREATE, m, sizeof(*m));
}

static uint64_t pointer(const void *p)
{
	return (uint64_t)(uintptr_t)p;
}

/* A kernel that has them looks at the file, and says that / is none. */
static bool ask_for_multi(void)
{
	const struct bpf_insn nothing[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	LIBBPF_OPTS(bpf_prog_load_opts, opts, .expected_attach_type = ATTACH_MULTI);
	static const uint64_t offset;
	struct multi m = { .attach_type = ATTACH_MULTI, .path = pointer("/"),
			   .offsets = pointer(&offset), .n = 1 };
	int fd = bpf_prog_load(BPF_PROG_TYPE_KPROBE, "fptap", "GPL", nothing, 2, &opts), link, err;

	if (fd < 0)
		return false;
	m.prog_fd = (uint32_t)fd;
	link = create(&m);
	err = errno;
	if (link >= 0)
		close(link);
	close(fd);
	return link < 0 && err == EBADF;
}

bool uprobes_have_multi(void)
{
	static int answer = -1;

	if (answer < 0)
		answer = !getenv("FPTAP_NO_UPROBE_MULTI") && ask_for_multi();
	return answer;
}

void uprobes_prepare(struct bpf_program *prog, enum uprobe_side side, bool sleeps)
{
	if (side == UPROBE_BOTH)
		bpf_program__set_expected_attach_type(prog, (enum bpf_attach_type)ATTACH_SESSION);
	else if (uprobes_have_multi())
		bpf_program__set_expected_attach_type(prog, (enum bpf_attach_type)ATTACH_MULTI);
	if (sleeps)
		bpf_program__set_flags(prog, bpf_program__flags(prog) | SLEEPABLE);
}

/* ---- many at once ---- */

struct mapped_file {
	int fd;
	void *bytes;			/* NULL: it could not be; never read, the file may shrink */
	size_t size;
};

struct arrays {
	uint64_t *offsets, *cookies, *semaphores;
	unsigned suspects;		/* the last ones */
	bool any_semaphore;
};

/*
 * Instructions that begin so are those that kernels may refuse: x86's prefixes for locks and segments,
 * and its vector instructions.  They go into a lot of their own, so that halving is not for all.
 */
static bool is_suspect(const struct mapped_file *f, uint64_t offset)
{
#ifdef __x86_64__
	static const unsigned char first[] = { 0xf0, 0x26, 0x2e, 0x36, 0x3e, 0x62, 0xc4, 0xc5, 0xf4 };

	unsigned char byte;

	return pread(f->fd, &byte, 1, (off_t)offset) == 1 && memchr(first, byte, sizeof(first));
#else
	(void)f;
	(void)offset;
	return false;
#endif
}

static void add(struct arrays *a, const struct user_target *t, unsigned i, unsigned at)
{
	a->offsets[at] = t->places[i].offset;
	a->cookies[at] = t->sites ? i : t->places[i].number;
	a->semaphores[at] = t->places[i].semaphore;
	a->any_semaphore |= t->places[i].semaphore != 0;
}

static bool fill(struct arrays *a, const struct user_target *t, const struct mapped_file *f)
{
	unsigned i, good = 0;

	a->offsets = calloc(3 * (size_t)t->n, sizeof(uint64_t));
	if (!a->offsets)
		return false;
	a->cookies = a->offsets + t->n;
	a->semaphores = a->cookies + t->n;
	for (i = 0; i < t->n; i++) {
		if (is_suspect(f, t->places[i].offset))
			add(a, t, i, t->n - ++a->suspects);
		else
			add(a, t, i, good++);
	}
	return true;
}

static int said(void)
{
	return errno == ENOTSUPP ? EOPNOTSUPP : errno;
}

/* It is this place, not the whole, that the kernel does not want. */
static bool may_be_one_place(int err)
{
	return err == EOPNOTSUPP || err == ENOEXEC || err == EINVAL || err == EIO;
}

static bool attach_range(struct multi m, const struct arrays *a, unsigned from, unsigned n,
			 struct uprobe_links *out)
{
	int fd;

	m.offsets = pointer(a->offsets + from);
	m.cookies = pointer(a->cookies + from);
	m.semaphores = a->any_semaphore ? pointer(a->semaphores + from) : 0;
	m.n = n;
	fd = create(&m);
	if (fd >= 0) {
		out->fds[out->nfds++] = fd;
		return true;
	}
	out->error = said();
	if (!may_be_one_place(out->error) || out->refused >= REFUSED_MAX)
		return false;
	if (n == 1) {
		out->refused++;
		return true;
	}
	return attach_range(m, a, from, n / 2, out) && attach_range(m, a, from + n / 2, n - n / 2, out);
}

static bool attach_multi(const struct bpf_program *prog, const struct user_target *t,
			 const struct mapped_file *f, enum uprobe_side side, int pid,
			 struct uprobe_links *out)
{
	struct multi m = {
		.prog_fd = (uint32_t)bpf_program__fd(prog),
		.attach_type = side == UPROBE_BOTH ? ATTACH_SESSION : ATTACH_MULTI,
		.path = pointer(t->path),
		.multi_flags = side == UPROBE_EXIT ? MULTI_RETURN : 0,
		.pid = (uint32_t)pid,
	};
	struct arrays a = { 0 };
	unsigned good;
	bool ok;

	out->fds = calloc(t->n, sizeof(*out->fds));
	ok = out->fds && fill(&a, t, f);
	good = t->n - a.suspects;
	ok = ok && (!good || attach_range(m, &a, 0, good, out)) &&
	     (!a.suspects || attach_range(m, &a, good, a.suspects, out));
	free(a.offsets);
	return ok;
}

/* ---- one by one ---- */

static bool attach_singles(const struct bpf_program *prog, const struct user_target *t, bool exit, int pid,
			   struct uprobe_links *out)
{
	LIBBPF_OPTS(bpf_uprobe_opts, opts, .retprobe = exit);
	struct bpf_link *link;
	unsigned i;

	out->links = calloc(t->n, sizeof(struct bpf_link *));
	files_make_room(2 * t->n);
	for (i = 0; out->links && i < t->n; i++) {
		opts.bpf_cookie = t->sites ? i : t->places[i].number;
		opts.ref_ctr_offset = t->places[i].semaphore;
		link = bpf_program__attach_uprobe_opts(prog, pid ? pid : -1, t->path, t->places[i].offset,
						       &opts);
		if (link) {
			out->links[out->nlinks++] = link;
			continue;
		}
		out->error = said();
		if (!may_be_one_place(out->error) || out->refused >= REFUSED_MAX)
			return false;
		out->refused++;
	}
	return out->links;
}

/*
 * The kernel looks at an instruction when it puts the breakpoint into a process, and what it refuses in
 * one that starts later nobody is told.  So the file is mapped here meanwhile.
 */
static void map_file(const char *path, struct mapped_file *f)
{
	void *p = MAP_FAILED;
	struct stat st;

	f->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (f->fd < 0)
		return;
	if (!fstat(f->fd, &st) && st.st_size > 0) {
		f->size = (size_t)st.st_size;
		p = mmap(NULL, f->size, PROT_READ, MAP_PRIVATE, f->fd, 0);
	}
	f->bytes = p == MAP_FAILED ? NULL : p;
}

static void unmap_file(struct mapped_file *f)
{
	if (f->bytes)
		munmap(f->bytes, f->size);
	if (f->fd >= 0)
		close(f->fd);
}

bool uprobes_attach(const struct bpf_program *prog, const struct user_target *t, enum uprobe_side side,
		    int pid, struct uprobe_links *out)
{
	struct mapped_file file = { 0 };
	bool ok;

	*out = (struct uprobe_links){ 0 };
	if (!t->n || !t->path) {
		out->error = ENOENT;
		return false;
	}
	map_file(t->path, &file);
	ok = side == UPROBE_BOTH || uprobes_have_multi() ?
		     attach_multi(prog, t, &file, side, pid, out) :
		     attach_singles(prog, t, side == UPROBE_EXIT, pid, out);
	unmap_file(&file);
	if (!ok && !out->error)
		out->error = ENOMEM;
	if (ok && out->refused < t->n)
		return true;
	uprobes_detach(out);
	return false;
}

void uprobes_detach(struct uprobe_links *l)
{
	unsigned i;

	for (i = 0; i < l->nfds; i++)
		close(l->fds[i]);
	for (i = 0; i < l->nlinks; i++)
		bpf_link__destroy(l->links[i]);
	free(l->fds);
	free(l->links);
	l->fds = NULL;
	l->links = NULL;
	l->nfds = l->nlinks = 0;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The BPF back end: loads an object with libbpf, attaches its programs, drains its ring.
 *
 * All that is in the kernel hangs on file descriptors of this process (maps, programs, links);
 * nothing is pinned, so that the kernel removes everything when the process ends, however it ends.
 *
 * libbpf's messages are collected in `log`; only a failure shows them.
 */

#include "runtime/host/backend.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <linux/membarrier.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

typedef int64_t s64;

#include "codegen/build.h"
#include "common/str.h"
#include "probes/mechanism.h"
#include "probes/usdt/operand.h"
#include "runtime/bpf/fpt_pair.h"
#include "runtime/host/bpf_attach.h"
#include "runtime/host/bpf_errors.h"
#include "runtime/host/bpf_points.h"
#include "runtime/host/bpf_ring.h"
#include "runtime/host/files.h"
#include "runtime/host/privilege.h"

#define RING_DEFAULT (8u << 20)
#define RING_MAX (1u << 30)
#define SWEEP_NS 1000000000ull
#define PREALLOC_MAX (128u << 20)	/* bytes of aggregates' maps, all together */
#define PREALLOC_SHARE 32		/* … and of the machine's memory: one part in so many */
#define ELEMENT_HEAD 64			/* what the kernel has with each element of a hash map */
#define FILES_PER_PROBE 8	/* two programs, their links, a table, and what libbpf opens meanwhile */

/* What libbpf says goes to the run that is open; there is one at a time. */
static struct str *libbpf_log;

struct mapping {
	void *p;			/* NULL: none */
	size_t size;
};

struct attached {			/* the programs of one probe */
	struct bpf_hook entry, exit;	/* a session has both in `entry' */
	u64 missed;			/* when it was detached */
	bool tells_missed;
	struct mapping table;		/* pairing table */
	size_t stride, slots;
	u64 *suspects;			/* per slot: the tag that was there without its task */
};

struct bpf_run {
	struct backend b;
	struct bpf_object *object;
	struct bpf_ring ring;
	struct mapping state;
	int *fds;			/* of the program's maps; -1: not in the kernel */
	bool *draining;			/* of each map */
	struct attached *probes;	/* one per probe of the program */
	struct attached syscalls;	/* the programs for all system calls */
	struct str log;
	const struct built *built;
	bool sweeps;
	u64 swept;			/* when, in ns */
};

static struct bpf_run *run_of(struct backend *b)
{
	return (struct bpf_run *)b;
}

static struct bpf_failure failure_of(const struct bpf_run *r)
{
	return (struct bpf_failure){
		.p = r->b.p,
		.object = r->built->data,
		.size = r->built->size,
		.log = r->log.text,
		.verbose = r->b.opt.verbose,
	};
}

static int collect(enum libbpf_print_level level, const char *format, va_list args)
{
	if (level == LIBBPF_WARN && libbpf_log)
		str_vprintf(libbpf_log, format, args);
	return 0;
}

static bool load_failed(const struct bpf_run *r, int err)
{
	struct bpf_failure f = failure_of(r);

	bpf_load_failed(&f, err);
	return false;
}

/* ---- open ---- */

static bool is_session(const struct probe *p)
{
	return p->in_kernel && p->via->traits & IS_SESSION;
}

static bool has_entry(const struct probe *p)
{
	return p->in_kernel &&
	       ((probe_has_entry(p) && mechanism_runs_entry(p->via)) || is_session(p) ||
		p->via->traits & COUNTS_CALLS);
}

static bool has_exit(const struct probe *p)
{
	return p->in_kernel && p->exit && !is_session(p);
}

static bool has_table(const struct probe *p)
{
	return p->in_kernel && p->keep.in_table;
}

static bool uses_scratch(const struct handler *h)
{
	return h && (h->nslots || h->has_loops);
}

static bool needs_scratch(const struct program *p)
{
	unsigned i;

	if (p->nmaps)		/* for keys and values with strings */
		return true;
	for (i = 0; i < p->nprobes; i++) {
		const struct probe *probe = &p->probes[i];

		if (!probe->in_kernel)
			continue;
		if (uses_scratch(probe->entry) || uses_scratch(probe->exit))
			return true;
	}
	return false;
}

/* Finds a program and says what it attaches to. */
static bool set_target(struct bpf_run *r, const struct probe *p, enum bpf_part part,
		       struct bpf_hook *hook)
{
	struct bpf_failure f;
	char name[BPF_PROGRAM_NAME];

	bpf_program_name(name, p->id, part);
	hook->program = bpf_object__find_program_by_name(r->object, name);
	if (!hook->program)
		return load_failed(r, ENOENT);
	if (bpf_hook_prepare(hook, p, part == PART_EXIT))
		return true;
	f = failure_of(r);
	bpf_target_failed(&f, p);
	return false;
}

/* Probes of system calls have no programs of their own. */
static bool set_syscalls(struct bpf_run *r, const struct probe *p)
{
	struct attached *at = &r->syscalls;
	struct bpf_program **enter = &at->entry.program, **exit = &at->exit.program;
	struct bpf_failure f;

	if (has_entry(p) && !*enter)
		*enter = bpf_object__find_program_by_name(r->object, "fpt_sys_enter");
	if (has_exit(p) && !*exit)
		*exit = bpf_object__find_program_by_name(r->object, "fpt_sys_exit");
	if ((has_entry(p) && !*enter) || (has_exit(p) && !*exit))
		return load_failed(r, ENOENT);
	if ((!*enter || !bpf_program__set_attach_target(*enter, 0, "sys_enter")) &&
	    (!*exit || !bpf_program__set_attach_target(*exit, 0, "sys_exit")))
		return true;
	f = failure_of(r);
	bpf_target_failed(&f, p);
	return false;
}

static bool set_targets(struct bpf_run *r)
{
	unsigned i;

	for (i = 0; i < r->b.p->nprobes; i++) {
		const struct probe *p = &r->b.p->probes[i];

		if (p->kind == PROBE_SYSCALL) {
			if (!set_syscalls(r, p))
				return false;
			continue;
		}
		if (has_entry(p) &&
		    !set_target(r, p, is_session(p) ? PART_BOTH : PART_ENTRY, &r->probes[i].entry))
			return false;
		if (has_exit(p) && !set_target(r, p, PART_EXIT, &r->probes[i].exit))
			return false;
	}
	return true;
}

/* A ring's size is a power of two of at least one page. */
static u32 ring_size(size_t wanted)
{
	u32 size = (u32)sysconf(_SC_PAGESIZE);

	if (!wanted)
		wanted = RING_DEFAULT;
	while (size < wanted && size < RING_MAX)
		size *= 2;
	return size;
}

static bool map_memory(const struct bpf_map *map, struct mapping *m)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	m->size = (bpf_map__value_size(map) + page - 1) / page * page;
	m->p = mmap(NULL, m->size, PROT_READ | PROT_WRITE, MAP_SHARED, bpf_map__fd(map), 0);
	if (m->p == MAP_FAILED)
		m->p = NULL;
	return m->p;
}

static void unmap(struct mapping *m)
{
	if (m->p)
		munmap(m->p, m->size);
	m->p = NULL;
}

static bool open_table(struct bpf_run *r, const struct probe *p, struct attached *at)
{
	char name[32];
	struct bpf_map *map;

	snprintf(name, sizeof(name), ".bss.pair%u", p->id);
	map = bpf_object__find_map_by_name(r->object, name);
	at->stride = PAIR_STRIDE(p->keep.nslots + p->keep.nwords, p->keep.bytes);
	at->slots = PAIR_SLOTS(at->stride);
	at->suspects = arena_array(&r->b.p->s->arena, u64, at->slots);
	if (!map || bpf_map__value_size(map) != sizeof(struct pair_head) + at->slots * at->stride)
		return load_failed(r, EINVAL);
	return map_memory(map, &at->table) || load_failed(r, errno);
}

static bool open_maps(struct bpf_run *r)
{
	struct bpf_map *state = bpf_object__find_map_by_name(r->object, ".bss"),
		       *ring = bpf_object__find_map_by_name(r->object, "fpt_ring");
	unsigned i;

	if (!state || bpf_map__value_size(state) < r->b.p->state_words * sizeof(u64))
		return load_failed(r, EINVAL);
	if (!map_memory(state, &r->state))
		return load_failed(r, errno);
	r->b.state = r->state.p;
	if (ring && !bpf_ring_open(&r->ring, bpf_map__fd(ring), bpf_map__max_entries(ring)))
		return load_failed(r, errno);
	for (i = 0; i < r->b.p->nprobes; i++)
		if (has_table(&r->b.p->probes[i]) &&
		    !open_table(r, &r->b.p->probes[i], &r->probes[i]))
			return false;
	return true;
}

/* What the kernel takes for all elements of a hash map. */
static size_t all_elements(const struct bpf_map *map)
{
	size_t one = ELEMENT_HEAD + bpf_map__key_size(map), value = bpf_map__value_size(map);
	int cpus = libbpf_num_possible_cpus();

	if (bpf_map__type(map) == BPF_MAP_TYPE_PERCPU_HASH && cpus > 0)
		value *= (size_t)cpus;
	return (one + value) * bpf_map__max_entries(map);
}

/*
 * Maps that take memory as keys come (fpt_map.h) find none when many come at once, and to take some is
 * an event of the kernel's as well, that handlers of allocations miss.  So they have it beforehand
 * where it is not much of the machine's memory.
 */
static void preallocate(struct bpf_run *r)
{
	size_t left = (size_t)sysconf(_SC_PHYS_PAGES) / PREALLOC_SHARE * (size_t)sysconf(_SC_PAGESIZE);
	struct bpf_map *map;

	if (left > PREALLOC_MAX)
		left = PREALLOC_MAX;
	bpf_object__for_each_map(map, r->object) {
		enum bpf_map_type type = bpf_map__type(map);
		u32 flags = bpf_map__map_flags(map);

		if ((type != BPF_MAP_TYPE_HASH && type != BPF_MAP_TYPE_PERCPU_HASH) ||
		    !(flags & BPF_F_NO_PREALLOC) || all_elements(map) > left)
			continue;
		left -= all_elements(map);
		bpf_map__set_map_flags(map, flags & ~BPF_F_NO_PREALLOC);
	}
}

static void set_usdt_maps(struct bpf_run *r)
{
	struct bpf_map *map;
	char name[32];
	unsigned i;

	for (i = 0; i < r->b.p->nprobes; i++) {
		snprintf(name, sizeof(name), "fpt_usdt_%u", i);
		map = bpf_object__find_map_by_name(r->object, name);
		if (map && r->b.p->probes[i].user->n)
			bpf_map__set_max_entries(map, r->b.p->probes[i].user->n);
	}
}

/* Sizes, and maps that need not be. */
static void set_maps(struct bpf_run *r)
{
	struct bpf_map *ring = bpf_object__find_map_by_name(r->object, "fpt_ring"),
		       *scratch = bpf_object__find_map_by_name(r->object, "fpt_scratch_map");

	if (ring)
		bpf_map__set_max_entries(ring, ring_size(r->b.opt.buffer));
	if (scratch)
		bpf_map__set_autocreate(scratch, needs_scratch(r->b.p));
	set_usdt_maps(r);
	preallocate(r);
}

/* ---- maps ---- */

static int map_fd(struct bpf_run *r, const char *what, unsigned map)
{
	char name[32];
	struct bpf_map *m;

	snprintf(name, sizeof(name), "fpt_%s_%u", what, map);
	m = bpf_object__find_map_by_name(r->object, name);
	return m ? bpf_map__fd(m) : -1;
}

static unsigned bpf_map_shards(struct backend *b)
{
	int n = libbpf_num_possible_cpus();

	(void)b;
	return n > 0 ? (unsigned)n : 1;
}

/*
 * Of a map that is drained there are two; a word of the state says which one is in use.  While it is
 * drained, the host means the one that was.
 */
static int fd_in_use(struct bpf_run *r, unsigned map)
{
	const struct map *m = r->b.p->maps[map];

	if (m->drained && (r->b.state[m->which] != 0) != r->draining[map])
		return map_fd(r, "other", map);
	return r->fds[map];
}

static void wait_for_handlers(void);

static void bpf_map_turn(struct backend *b, unsigned map, bool begin)
{
	run_of(b)->draining[map] = begin;
	if (!begin)
		return;
	__atomic_xor_fetch(&b->state[b->p->maps[map]->which], 1, __ATOMIC_SEQ_CST);
	wait_for_handlers();
}

/* A map without a key is an array of one; a thread's variable is known by its task alone. */
static bool bpf_map_get(struct backend *b, unsigned map, const void *key, void *values)
{
	static const u32 first;
	const struct map *m = b->p->maps[map];

	if (m->kind == MAP_THREAD)
		return false;
	return !bpf_map_lookup_elem(fd_in_use(run_of(b), map), m->nkeys ? key : &first, values);
}

/* A value that every CPU has is set on all of them. */
static bool bpf_map_set(struct backend *b, unsigned map, const void *key, const void *value)
{
	static const u32 first;
	const struct map *m = b->p->maps[map];
	char *all = NULL;
	unsigned i, n;
	bool ok;

	if (m->kind == MAP_THREAD)
		return false;
	if (m->kind == MAP_CPU || m->kind == MAP_AGG_ONE) {
		n = bpf_map_shards(b);
		all = calloc(n, m->value_bytes);
		for (i = 0; all && value && i < n; i++)
			memcpy(all + i * m->value_bytes, value, m->value_bytes);
		value = all;
	}
	ok = value && !bpf_map_update_elem(fd_in_use(run_of(b), map), m->nkeys ? key : &first, value, BPF_ANY);
	free(all);
	return ok;
}

static void bpf_map_delete(struct backend *b, unsigned map, const void *key)
{
	static const char nothing[STRING_MAX];
	const struct map *m = b->p->maps[map];

	if (m->nkeys)
		bpf_map_delete_elem(fd_in_use(run_of(b), map), key);
	else
		bpf_map_set(b, map, key, m->kind == MAP_AGG_ONE ? NULL : nothing);
}

static bool bpf_map_next(struct backend *b, unsigned map, const void *key, void *next)
{
	return !bpf_map_get_next_key(fd_in_use(run_of(b), map), key, next);
}

static size_t bpf_buckets(struct backend *b, unsigned map, u64 **triples)
{
	int fd = map_fd(run_of(b), "buckets", map);
	u64 key[2], *all = NULL;
	size_t n = 0, cap = 0;
	bool more = fd >= 0 && !bpf_map_get_next_key(fd, NULL, key);

	while (more && n < 4u << 20) {
		if (n == cap) {
			cap = cap ? cap * 2 : 1024;
			all = realloc(all, cap * 3 * sizeof(u64));
			if (!all)
				return 0;
		}
		memcpy(all + 3 * n, key, sizeof(key));
		if (!bpf_map_lookup_elem(fd, key, all + 3 * n + 2))
			n++;
		more = !bpf_map_get_next_key(fd, key, key);
	}
	*triples = all;
	return n;
}

static void bpf_bucket_delete(struct backend *b, unsigned map, const void *id_and_bucket)
{
	bpf_map_delete_elem(map_fd(run_of(b), "buckets", map), id_and_bucket);
}

static unsigned bpf_stack(struct backend *b, unsigned depth, u32 number, u64 *frames)
{
	int fd = map_fd(run_of(b), "stacks", depth);
	unsigned n = 0;

	memset(frames, 0, STACK_MAX * sizeof(*frames));
	if (fd < 0 || bpf_map_lookup_elem(fd, &number, frames))
		return 0;
	while (n < depth && frames[n])
		n++;
	return n;
}

/* Where the arguments of usdt probes are, place by place. */
static bool fill_usdt_sites(struct bpf_run *r)
{
	unsigned i, k;
	int fd;

	for (i = 0; i < r->b.p->nprobes; i++) {
		const struct user_target *t = r->b.p->probes[i].user;

		fd = map_fd(r, "usdt", i);
		for (k = 0; fd >= 0 && t && t->sites && k < t->n; k++)
			if (bpf_map_update_elem(fd, &k, &t->sites[k], BPF_ANY))
				return load_failed(r, errno);
	}
	return true;
}

static void open_map_fds(struct bpf_run *r)
{
	unsigned i;

	r->draining = arena_array(&r->b.p->s->arena, bool, r->b.p->nmaps + 1);
	r->fds = arena_array(&r->b.p->s->arena, int, r->b.p->nmaps + 1);
	for (i = 0; i < r->b.p->nmaps; i++)
		r->fds[i] = map_fd(r, "map", i);
}

/* ---- all of it ---- */

static bool load(struct bpf_run *r)
{
	LIBBPF_OPTS(bpf_object_open_opts, opts, .object_name = "fptap");
	int err;

	r->object = bpf_object__open_mem(r->built->data, r->built->size, &opts);
	if (!r->object)
		return load_failed(r, errno);
	if (!set_targets(r))
		return false;
	set_maps(r);
	err = bpf_object__load(r->object);
	if (err)
		return load_failed(r, -err);
	if (!open_maps(r))
		return false;
	open_map_fds(r);
	return fill_usdt_sites(r);
}

static void bpf_close(struct backend *b);

static struct backend *bpf_open(const struct program *p, const struct built *built,
				const struct backend_options *opt)
{
	struct bpf_run *r;

	if (!privilege_bpf(p->s))
		return NULL;
	r = arena_new(&p->s->arena, struct bpf_run);
	r->b = (struct backend){ .ops = &backend_bpf, .p = p, .opt = *opt };
	r->built = built;
	r->probes = arena_array(&p->s->arena, struct attached, p->nprobes + 1);
	r->sweeps = privilege_sees_all_pids();
	str_init(&r->log, &p->s->arena);
	libbpf_log = &r->log;
	libbpf_set_print(collect);
	files_make_room(p->nprobes * FILES_PER_PROBE);
	if (load(r))
		return &r->b;
	bpf_close(&r->b);
	return NULL;
}

/* ---- attach and detach ---- */

static void attach_failed(struct bpf_run *r, const struct probe *p, const char *function, int err)
{
	struct bpf_failure f = failure_of(r);
	struct probe one = *p;

	if (function) {
		one.target = function;
		one.name = arena_printf(&r->b.p->s->arena, "%s (%s)", p->name, function);
	}
	bpf_attach_failed(&f, &one, err);
}

/* A probe of a program: some of its places may have none. */
static bool attach_places(struct bpf_run *r, const struct probe *p, struct bpf_hook *hook, bool exit)
{
	struct uprobe_links *links = &hook->places;
	struct bpf_failure f = failure_of(r);

	if (!uprobes_attach(hook->program, p->user, bpf_user_side(p, exit), r->b.opt.pid, links)) {
		if (links->refused && links->refused == p->user->n)
			diag(&r->b.p->s->diags, ATTACH_FAILED, p->span, p->name,
			     "no breakpoint can stand for the instruction there");
		else
			bpf_attach_failed(&f, p, links->error);
		return false;
	}
	if (links->refused)
		diag(&r->b.p->s->diags, PLACES_REFUSED, p->span, links->refused, p->user->n, p->name,
		     strerror(links->error));
	return true;
}

static bool attach_one(struct bpf_run *r, const struct probe *p, struct bpf_hook *hook, bool exit)
{
	const char *function;

	if (!hook->program || !probe_attaches(p))
		return true;
	if (p->user)
		return attach_places(r, p, hook, exit);
	if (!bpf_hook_attach(hook, p, exit, &function)) {
		attach_failed(r, p, function, errno);
		return false;
	}
	if (hook->refused)
		diag(&r->b.p->s->diags, NOT_ATTACHED, p->span, hook->refused, p->nfunctions, p->name,
		     hook->first_refused, strerror(hook->why_refused));
	return true;
}

/* The probe of system calls that messages about all of them go to; NULL: there are none. */
static const struct probe *first_syscall(const struct bpf_run *r)
{
	unsigned i;

	for (i = 0; i < r->b.p->nprobes; i++)
		if (r->b.p->probes[i].kind == PROBE_SYSCALL)
			return &r->b.p->probes[i];
	return NULL;
}

/*
 * Calls on their way when the exits were attached have an entry and no exit.  What they have put away is
 * marked as if they had cancelled it: it is nobody's loss when it is found again.
 */
static void settle_table(struct bpf_run *r, const struct probe *p)
{
	struct attached *at = &r->probes[p->id];
	char *slots = (char *)at->table.p + sizeof(struct pair_head);
	size_t i;

	for (i = 0; i < at->slots; i++) {
		struct pair_slot *s = (struct pair_slot *)(slots + i * at->stride);

		if (__atomic_load_n(&s->tag, __ATOMIC_ACQUIRE))
			__atomic_fetch_or(&s->who, PAIR_CANCELLED, __ATOMIC_ACQ_REL);
	}
	__atomic_store_n(&r->b.state[WIRE_STATE_HEAD + p->id * WIRE_PROBE_WORDS + WIRE_MISSED], 0,
			 __ATOMIC_RELAXED);
}

/*
 * Entries first: a call that began between the two would else come to its exit without an entry, which
 * nobody could tell from a loss.
 */
static bool bpf_attach(struct backend *b)
{
	struct bpf_run *r = run_of(b);
	const struct probe *sys = first_syscall(r);
	unsigned i;

	if (sys && !attach_one(r, sys, &r->syscalls.exit, true))
		return false;
	for (i = 0; i < b->p->nprobes; i++)
		if (!attach_one(r, &b->p->probes[i], &r->probes[i].entry, false))
			return false;
	for (i = 0; i < b->p->nprobes; i++)
		if (!attach_one(r, &b->p->probes[i], &r->probes[i].exit, true))
			return false;
	for (i = 0; i < b->p->nprobes; i++)
		if (r->probes[i].exit.program && r->probes[i].table.p)
			settle_table(r, &b->p->probes[i]);
	if (sys && !attach_one(r, sys, &r->syscalls.entry, false))
		return false;
	return true;
}

static bool bpf_run(struct backend *b, unsigned probe)
{
	struct bpf_run *r = run_of(b);
	LIBBPF_OPTS(bpf_test_run_opts, opts);
	int err = bpf_prog_test_run_opts(bpf_program__fd(r->probes[probe].entry.program), &opts);

	return !err || load_failed(r, -err);
}

/*
 * Taking a link away stops new calls, not a handler that is running.  Handlers run under
 * rcu_read_lock(), and MEMBARRIER_CMD_GLOBAL returns after a grace period.  (A task that was
 * preempted on its way into a handler may still run it: the kernel keeps the program and the maps
 * for it, its record is not read any more.)  Kernels with nohz_full have no such command; there a
 * moment has to do.
 */
static void wait_for_handlers(void)
{
	const struct timespec moment = { .tv_nsec = 20000000 };

	if (syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL, 0, 0))
		nanosleep(&moment, NULL);
}

/*
 * A pair counts the misses of its exits alone: an entry that was missed shows at its exit, which
 * finds no slot (WIRE_UNPAIRED).  Of system calls (p is NULL) an exit without an entry is none that
 * got lost, and both programs are there for many probes.  Links tell no more once they are gone.
 */
static void note_missed(struct attached *at, const struct probe *p)
{
	bool is_kprobe = p && (p->kind == PROBE_KPROBE || p->kind == PROBE_FPROBE);

	at->missed = 0;
	at->tells_missed = bpf_hook_missed(at->exit.program ? &at->exit : &at->entry, is_kprobe, &at->missed);
	if (!p && at->exit.program)
		at->tells_missed &= bpf_hook_missed(&at->entry, false, &at->missed);
}

/* Exits first: one whose entry is not there any more would count as unpaired. */
static void bpf_detach(struct backend *b)
{
	struct bpf_run *r = run_of(b);
	unsigned i;

	for (i = 0; i < b->p->nprobes; i++)
		note_missed(&r->probes[i], &b->p->probes[i]);
	note_missed(&r->syscalls, NULL);
	bpf_hook_detach(&r->syscalls.exit);
	for (i = 0; i < b->p->nprobes; i++)
		bpf_hook_detach(&r->probes[i].exit);
	for (i = 0; i < b->p->nprobes; i++)
		bpf_hook_detach(&r->probes[i].entry);
	bpf_hook_detach(&r->syscalls.entry);
	__atomic_store_n(&b->state[WIRE_OFF], 1, __ATOMIC_RELAXED);
	bpf_events_close();
	wait_for_handlers();
}

/* ---- while it runs ---- */

static u64 now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (u64)t.tv_sec * 1000000000 + (u64)t.tv_nsec;
}

static bool is_dead(u64 tid)
{
	return tid && kill((pid_t)tid, 0) && errno == ESRCH;
}

/*
 * Gives back the slots of tasks that are gone.  A program takes a slot first and writes `who` a
 * moment later, so that a slot just taken looks like its last owner's: one counts as left behind
 * when it looks the same in two sweeps.
 */
static void sweep_table(struct attached *at)
{
	char *slots = (char *)at->table.p + sizeof(struct pair_head);
	size_t i;

	for (i = 0; i < at->slots; i++) {
		struct pair_slot *s = (struct pair_slot *)(slots + i * at->stride);
		u64 tag = __atomic_load_n(&s->tag, __ATOMIC_ACQUIRE), seen = at->suspects[i];

		at->suspects[i] = 0;
		if (!tag || !is_dead((u32)__atomic_load_n(&s->who, __ATOMIC_ACQUIRE)))
			continue;
		if (tag == seen)
			__atomic_compare_exchange_n(&s->tag, &tag, 0, false, __ATOMIC_ACQ_REL,
						    __ATOMIC_RELAXED);
		else
			at->suspects[i] = tag;
	}
}

static void sweep(struct bpf_run *r)
{
	u64 now = now_ns();
	unsigned i;

	if (!r->sweeps || now - r->swept < SWEEP_NS)
		return;
	r->swept = now;
	for (i = 0; i < r->b.p->nprobes; i++)
		if (r->probes[i].table.p)
			sweep_table(&r->probes[i]);
}

static unsigned bpf_drain(struct backend *b, record_fn fn, void *arg)
{
	struct bpf_run *r = run_of(b);

	sweep(r);
	return bpf_ring_drain(&r->ring, fn, arg);
}

static bool bpf_missed(struct backend *b, unsigned probe, u64 *count)
{
	struct bpf_run *r = run_of(b);
	bool is_syscall = &b->p->probes[probe] == first_syscall(r);
	struct attached *at = is_syscall ? &r->syscalls : &r->probes[probe];

	if (bpf_hook_is_attached(&at->entry) || bpf_hook_is_attached(&at->exit) ||
	    !probe_attaches(&b->p->probes[probe]))
		note_missed(at, is_syscall ? NULL : &b->p->probes[probe]);
	*count = at->missed;
	return at->tells_missed;
}

static void bpf_close(struct backend *b)
{
	struct bpf_run *r = run_of(b);
	unsigned i;

	bpf_hook_detach(&r->syscalls.entry);
	bpf_hook_detach(&r->syscalls.exit);
	for (i = 0; i < b->p->nprobes; i++) {
		bpf_hook_detach(&r->probes[i].entry);
		bpf_hook_detach(&r->probes[i].exit);
		unmap(&r->probes[i].table);
	}
	bpf_events_close();
	bpf_ring_close(&r->ring);
	unmap(&r->state);
	b->state = NULL;
	bpf_object__close(r->object);
	r->object = NULL;
	libbpf_log = NULL;
}

const struct backend_ops backend_bpf = {
	.name = "bpf",
	.open = bpf_open,
	.attach = bpf_attach,
	.run = bpf_run,
	.map_turn = bpf_map_turn,
	.map_shards = bpf_map_shards,
	.map_get = bpf_map_get,
	.map_set = bpf_map_set,
	.map_delete = bpf_map_delete,
	.map_next = bpf_map_next,
	.buckets = bpf_buckets,
	.bucket_delete = bpf_bucket_delete,
	.stack = bpf_stack,
	.drain = bpf_drain,
	.detach = bpf_detach,
	.missed = bpf_missed,
	.close = bpf_close,
};

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See usyms.h.  Each process has a time up to which its image is known to be right: that of its
 * fork, of its exec, or of the begin of reading /proc/PID/maps.  Records that are older are passed
 * over, so it does not matter which of both comes first.
 */

#include "runtime/host/usyms.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/host/events.h"
#include "runtime/host/perf_rings.h"
#include "runtime/host/user_images.h"

#define HASH_SIZE 4096
#define MAPS_BUFFER (16u << 10)		/* a line is at most a path and some 80 bytes */
#define READ_AGAIN_NS 100000000		/* without perf: how long maps are taken for right */

struct process {
	u32 pid;
	bool ended;
	u64 since;			/* older records are in the image already */
	u64 losses;			/* as of then */
	struct image *image;
	struct image *before;		/* what it executed before, or NULL */
	struct process *next;		/* of the same hash */
	struct process *older, *newer;	/* of its list */
};

struct process_list {
	struct process *oldest, *newest;
	u32 n;
};

struct usyms {
	struct usyms_options opt;
	const char *reason;
	struct perf_rings rings;
	struct user_files files;
	struct images images;
	struct process *hash[HASH_SIZE];
	struct process_list alive, ended;
	u64 dropped_processes, dropped_mappings;
	char *buffer;			/* MAPS_BUFFER bytes */
};

/* ---- processes ---- */

static void list_add(struct process_list *l, struct process *p)
{
	p->older = l->newest;
	p->newer = NULL;
	*(l->newest ? &l->newest->newer : &l->oldest) = p;
	l->newest = p;
	l->n++;
}

static void list_remove(struct process_list *l, struct process *p)
{
	*(p->older ? &p->older->newer : &l->oldest) = p->newer;
	*(p->newer ? &p->newer->older : &l->newest) = p->older;
	l->n--;
}

static struct process_list *list_of(struct usyms *u, const struct process *p)
{
	return p->ended ? &u->ended : &u->alive;
}

static void set_ended(struct usyms *u, struct process *p, bool ended)
{
	if (p->ended == ended)
		return;
	list_remove(list_of(u, p), p);
	p->ended = ended;
	list_add(list_of(u, p), p);
}

static struct process **slot_of(struct usyms *u, u32 pid)
{
	struct process **at = &u->hash[pid & (HASH_SIZE - 1)];

	while (*at && (*at)->pid != pid)
		at = &(*at)->next;
	return at;
}

static void forget(struct usyms *u, struct process *p)
{
	*slot_of(u, p->pid) = p->next;
	list_remove(list_of(u, p), p);
	image_put(&u->images, p->image);
	image_put(&u->images, p->before);
	free(p);
}

/* Makes room, but never by forgetting p. */
static void enforce_limits(struct usyms *u, const struct process *p)
{
	while (u->alive.n + u->ended.n > u->opt.max_processes ||
	       u->images.mappings > u->opt.max_mappings) {
		struct process *victim = u->ended.oldest;

		if (!victim || victim == p)
			victim = victim && victim->newer ? victim->newer : u->alive.oldest;
		if (victim == p)
			victim = victim->newer;
		if (!victim)
			return;
		forget(u, victim);
		u->dropped_processes++;
	}
}

/* Changes whenever something may have gone unseen. */
static u64 losses(const struct usyms *u)
{
	return u->rings.lost + u->rings.full;
}

/* Begins or replaces what is known of a process.  Takes over both references. */
static struct process *set_process(struct usyms *u, u32 pid, u64 since, struct image *image,
				   struct image *before)
{
	struct process **slot = slot_of(u, pid), *p = *slot;

	if (!p && image) {
		p = calloc(1, sizeof(*p));
		if (p) {
			p->pid = pid;
			*slot = p;
			list_add(&u->alive, p);
		}
	}
	if (!p || !image) {
		image_put(&u->images, image);
		image_put(&u->images, before);
		return NULL;
	}
	image_put(&u->images, p->image);
	image_put(&u->images, p->before);
	p->image = image;
	p->before = before;
	p->since = since;
	p->losses = losses(u);
	set_ended(u, p, false);
	enforce_limits(u, p);
	return p;
}

/* ---- mappings ---- */

/* What the kernel tells of one, by either way. */
struct told {
	u64 start, end, offset;
	struct user_file file;		/* its first members */
	const char *path;
	size_t len;
};

/*
 * Anonymous memory has no name in /proc, and //anon for perf.  A process of 32 bits has another
 * [vdso], which is told apart by `minor'.
 */
static void add_mapping(struct usyms *u, struct image **image, struct told *t)
{
	struct mapping m = { .start = t->start, .end = t->end };
	bool is_special = t->len && t->path[0] == '[';
	bool is_file = t->len > 1 && t->path[0] == '/' && t->path[1] != '/' && t->file.inode;

	if (is_special)
		t->file = (struct user_file){ .minor = t->start <= UINT32_MAX };
	if (is_file)
		m.offset = t->offset;
	if (is_special || is_file) {
		m.file = user_files_get(&u->files, &t->file, t->path, t->len);
		if (!m.file) {
			u->dropped_mappings++;
			return;
		}
	}
	if (!image_map(&u->images, image, m))
		u->dropped_mappings++;
}

static bool parse_number(const char **s, int base, char end, u64 *v)
{
	char *stop;

	errno = 0;
	*v = strtoull(*s, &stop, base);
	if (stop == *s || *stop != end || errno || **s == '-')
		return false;
	*s = stop + 1;
	return true;
}

/* start-end perms offset major:minor inode   path; the line ends with NUL. */
static bool parse_line(const char *s, struct told *t)
{
	u64 major, minor;
	char *rest;

	*t = (struct told){ 0 };
	if (!parse_number(&s, 16, '-', &t->start) || !parse_number(&s, 16, ' ', &t->end) ||
	    strnlen(s, 5) < 5 || s[2] != 'x')
		return false;
	s += 5;
	if (!parse_number(&s, 16, ' ', &t->offset) || !parse_number(&s, 16, ':', &major) ||
	    !parse_number(&s, 16, ' ', &minor))
		return false;
	t->file.major = major;
	t->file.minor = minor;
	t->file.inode = strtoull(s, &rest, 10);
	t->path = rest + strspn(rest, " ");
	t->len = strlen(t->path);
	return true;
}

/* All whole lines; the rest moves to the buffer's begin. */
static size_t take_lines(struct usyms *u, char *buffer, size_t n, struct image **image)
{
	char *line = buffer, *end;
	struct told t;

	while ((end = memchr(line, '\n', buffer + n - line))) {
		*end = '\0';
		if (parse_line(line, &t))
			add_mapping(u, image, &t);
		line = end + 1;
	}
	n -= line - buffer;
	memmove(buffer, line, n);
	return n < MAPS_BUFFER ? n : 0;
}

static bool read_maps(struct usyms *u, u32 pid, struct image **image)
{
	char path[4096];
	size_t used = 0;
	ssize_t n;
	int fd;

	if (snprintf(path, sizeof(path), "%s/%u/maps", u->opt.proc, pid) >= (int)sizeof(path))
		return false;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return false;
	while ((n = read(fd, u->buffer + used, MAPS_BUFFER - used))) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			break;
		used = take_lines(u, u->buffer, used + n, image);
	}
	close(fd);
	return !n;
}

/*
 * From /proc.  What was known becomes what was before: it is read again only when that has shown to
 * be wrong.  NULL: it does not live, or may not be looked at; then nothing changes.
 */
static struct process *snapshot(struct usyms *u, u32 pid)
{
	struct image *image = image_new();
	u64 now = monotonic_ns();
	struct process *p = *slot_of(u, pid);

	/* Of what has ended but is not waited for the file is empty. */
	if (!image || !read_maps(u, pid, &image) || (p && !image->n)) {
		image_put(&u->images, image);
		return NULL;
	}
	return set_process(u, pid, now, image, p ? image_ref(p->image) : NULL);
}

static struct process *known(struct usyms *u, u32 pid)
{
	struct process *p = *slot_of(u, pid);

	return p ? p : snapshot(u, pid);
}

/* ---- records of perf's; their layout is told in linux/perf_event.h ---- */

struct task_record {
	struct perf_event_header header;
	u32 pid, ppid, tid, ptid;
};

struct comm_record {
	struct perf_event_header header;
	u32 pid, tid;
};

struct mmap2_record {
	struct perf_event_header header;
	u32 pid, tid;
	u64 start, len, offset;
	u32 major, minor;
	u64 inode, generation;
	u32 prot, flags;
	char path[];
};

static void take_fork(struct usyms *u, const void *record, u64 time)
{
	const struct task_record *r = record;
	struct process *p = *slot_of(u, r->pid), *parent;

	if (r->pid == r->ppid)			/* a thread */
		return;
	if (p && p->since > time)
		return;
	parent = known(u, r->ppid);
	if (parent)
		set_process(u, r->pid, time, image_ref(parent->image), NULL);
	else
		snapshot(u, r->pid);
}

static void take_exit(struct usyms *u, const void *record, u64 time)
{
	const struct task_record *r = record;
	struct process *p = *slot_of(u, r->pid);

	if (p && r->pid == r->tid && p->since <= time)
		set_ended(u, p, true);
}

/* The mappings of the new program follow. */
static void take_comm(struct usyms *u, const void *record, u64 time)
{
	const struct comm_record *r = record;
	struct process *p = *slot_of(u, r->pid);

	if (r->header.misc & PERF_RECORD_MISC_COMM_EXEC && !(p && p->since > time))
		set_process(u, r->pid, time, image_new(), p ? image_ref(p->image) : NULL);
}

static void take_mmap2(struct usyms *u, const void *record, u64 time)
{
	const struct mmap2_record *r = record;
	struct process *p = known(u, r->pid);
	struct told t = {
		.start = r->start,
		.end = r->start + r->len,
		.offset = r->offset,
		.file = { .major = r->major, .minor = r->minor, .inode = r->inode,
			  .generation = r->generation },
		.path = r->path,
		.len = strnlen(r->path, r->header.size - sizeof(*r) - sizeof(time)),
	};

	if (!p)				/* it has ended: this one at least */
		p = set_process(u, r->pid, time, image_new(), NULL);
	if (!p || p->since > time)
		return;
	add_mapping(u, &p->image, &t);
	enforce_limits(u, p);
}

static const struct {
	size_t size;			/* without what sample_id_all adds: the time */
	void (*take)(struct usyms *u, const void *record, u64 time);
} record_types[] = {
	[PERF_RECORD_FORK] = { sizeof(struct task_record), take_fork },
	[PERF_RECORD_EXIT] = { sizeof(struct task_record), take_exit },
	[PERF_RECORD_COMM] = { sizeof(struct comm_record), take_comm },
	[PERF_RECORD_MMAP2] = { sizeof(struct mmap2_record), take_mmap2 },
};

static void on_record(void *arg, const struct perf_event_header *r, u64 time)
{
	if (r->type < sizeof(record_types) / sizeof(*record_types) && record_types[r->type].take &&
	    r->size >= record_types[r->type].size + sizeof(time))
		record_types[r->type].take(arg, r, time);
}

/* ---- the whole ---- */

struct usyms *usyms_open(const struct usyms_options *opt)
{
	struct usyms *u = calloc(1, sizeof(*u));

	if (!u)
		return NULL;
	if (opt)
		u->opt = *opt;
	if (!u->opt.proc)
		u->opt.proc = "/proc";
	if (!u->opt.max_processes)
		u->opt.max_processes = USYMS_PROCESSES;
	if (!u->opt.max_mappings)
		u->opt.max_mappings = USYMS_MAPPINGS;
	u->buffer = malloc(MAPS_BUFFER);
	u->images.files = &u->files;
	if (!user_files_init(&u->files, u->opt.proc, u->opt.debug_dir) || !u->buffer) {
		usyms_close(u);
		return NULL;
	}
	u->reason = u->opt.no_perf ? "perf events are not wanted" : perf_rings_open(&u->rings);
	return u;
}

static void forget_all(struct usyms *u, struct process_list *l)
{
	while (l->oldest)
		forget(u, l->oldest);
}

void usyms_close(struct usyms *u)
{
	if (!u)
		return;
	perf_rings_close(&u->rings);
	forget_all(u, &u->alive);
	forget_all(u, &u->ended);
	user_files_free(&u->files);
	free(u->buffer);
	free(u);
}

const char *usyms_reason(const struct usyms *u)
{
	return u->reason;
}

void usyms_poll(struct usyms *u)
{
	perf_rings_drain(&u->rings, on_record, u);
}

/* Did it go unseen what the process did since? */
static bool is_doubtful(const struct usyms *u, const struct process *p)
{
	if (u->reason)
		return monotonic_ns() - p->since > READ_AGAIN_NS;
	return p->losses != losses(u);
}

void usyms_note(struct usyms *u, u32 pid)
{
	struct process *p = *slot_of(u, pid);

	if (p && !p->ended)
		return;
	usyms_poll(u);
	p = *slot_of(u, pid);
	if (!p || (p->ended && is_doubtful(u, p)))
		snapshot(u, pid);
}

/* In what it executes, else in what it executed before. */
static const struct mapping *find_mapping(const struct process *p, u64 address)
{
	const struct mapping *m = p ? image_find(p->image, address) : NULL;

	return m || !p ? m : image_find(p->before, address);
}

/* Takes in what may have been missed before it gives up. */
static const struct mapping *look_harder(struct usyms *u, u32 pid, u64 address)
{
	struct process *p = *slot_of(u, pid);
	const struct mapping *m = find_mapping(p, address);

	if (m)
		return m;
	usyms_poll(u);
	p = known(u, pid);
	m = find_mapping(p, address);
	if (!m && p && is_doubtful(u, p)) {
		p->losses = losses(u);
		m = find_mapping(snapshot(u, pid), address);
	}
	return m;
}

bool usyms_find(struct usyms *u, u32 pid, u64 address, struct symbol *out)
{
	const struct mapping *m = look_harder(u, pid, address);

	*out = (struct symbol){ 0 };
	if (!m || !m->file)
		return false;
	return user_file_find(&u->files, m->file, &(struct user_place){ pid, m->start, m->end },
			      address - m->start + m->offset, out);
}

void usyms_count(const struct usyms *u, struct usyms_counts *c)
{
	*c = (struct usyms_counts){
		.processes = u->alive.n + u->ended.n,
		.ended = u->ended.n,
		.mappings = u->images.mappings,
		.lost = u->rings.lost,
		.dropped_processes = u->dropped_processes,
		.dropped_mappings = u->dropped_mappings,
		.files_read = u->files.reads,
		.files_refused = u->files.refused,
		.symbol_bytes = u->files.memory,
	};
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The module back end: loads what kbuild made, speaks to its device (runtime/kmod/fpt_ioctl.h), and
 * removes it.
 *
 * Each load has a name of its own, written over the one that the module was built with, so that a
 * script can run twice at a time and a cached module needs no rebuild.  Our device file is what
 * keeps the probes: when this process dies, however it dies, the kernel closes it.  What stays then
 * is a module without probes that nobody uses; the next run removes such leftovers.
 */

#include "runtime/host/backend.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "codegen/build.h"
#include "runtime/kmod/fpt_ioctl.h"

#define BUILT_AS "fptap_00000000"
#define NAME_PREFIX "fptap_"
#define NAME_LEN (sizeof(BUILT_AS) - 1)
#define SIGNATURE "~Module signature appended~\n"
#define CAP_SYS_MODULE 16
#define DRAIN_BYTES (256u << 10)
#define BUFFER_BYTES (1u << 20)		/* default of the record buffer, per CPU */
#define LOAD_TRIES 3
#define UNLOAD_TRIES 20			/* of UNLOAD_PAUSE each */
#define UNLOAD_PAUSE_NS 10000000

struct module_backend {
	struct backend b;
	char name[NAME_LEN + 1];
	int fd;				/* the device */
	size_t state_bytes;
	bool loaded, attached;
	char *buffer;			/* DRAIN_BYTES */
};

static struct module_backend *module_of(struct backend *b)
{
	return (struct module_backend *)b;
}

static struct diags *diags_of(struct module_backend *m)
{
	return &m->b.p->s->diags;
}

/* ---- the kernel's list of modules ---- */

/* What a load of ours is called. */
static bool is_ours(const char *name)
{
	if (strlen(name) != NAME_LEN || strncmp(name, NAME_PREFIX, strlen(NAME_PREFIX)))
		return false;
	for (name += strlen(NAME_PREFIX); *name; name++)
		if (!isxdigit((unsigned char)*name))
			return false;
	return true;
}

/* Removes modules of runs that are gone.  One that is in use stays: the kernel refuses. */
static void remove_leftovers(void)
{
	FILE *f = fopen("/proc/modules", "re");
	char line[512], name[64], users[16];

	if (!f)
		return;
	while (fgets(line, sizeof(line), f))
		if (sscanf(line, "%63s %*s %15s", name, users) == 2 && is_ours(name) &&
		    !strcmp(users, "0"))
			syscall(SYS_delete_module, name, O_NONBLOCK);
	fclose(f);
}

static bool unload(struct module_backend *m)
{
	const struct timespec pause = { .tv_nsec = UNLOAD_PAUSE_NS };

	if (!m->loaded)
		return true;
	for (int i = 0; i < UNLOAD_TRIES; i++) {
		if (!syscall(SYS_delete_module, m->name, O_NONBLOCK) || errno == ENOENT) {
			m->loaded = false;
			return true;
		}
		if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EBUSY)
			break;
		nanosleep(&pause, NULL);
	}
	return false;
}

/* ---- loading ---- */

static bool may_load(void)
{
	FILE *f = fopen("/proc/self/status", "re");
	unsigned long long caps = ~0ull;
	char line[256];

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "CapEff: %llx", &caps) == 1)
			break;
	if (f)
		fclose(f);
	return caps >> CAP_SYS_MODULE & 1;
}

/* Writes m->name over the name in the module's image.  A signed one is left as it is. */
static bool rename_image(struct module_backend *m, char *image, size_t size)
{
	const size_t signature = strlen(SIGNATURE);
	const char *end = image + size;
	unsigned found = 0;
	char *at = image;

	if (size > signature && !memcmp(end - signature, SIGNATURE, signature)) {
		memcpy(m->name, BUILT_AS, NAME_LEN);
		return true;
	}
	while ((at = memmem(at, end - at, BUILT_AS, NAME_LEN))) {
		memcpy(at, m->name, NAME_LEN);
		at += NAME_LEN;
		found++;
	}
	return found > 0;
}

static const struct {
	int err;
	const char *text;
} load_errors[] = {
	{ ENOEXEC, "it was built for another kernel" },
	{ EKEYREJECTED, "this kernel loads signed modules only" },
	{ ENOKEY, "this kernel loads signed modules only" },
	{ EPERM, "the security policy forbids it: lockdown, only signed ones, or modules_disabled" },
	{ ENOENT, "it needs a symbol that this kernel does not export" },
	{ EINVAL, "it does not fit this kernel's configuration" },
	{ ENOSYS, "the kernel is built without loadable modules" },
	{ EMSGSIZE, "this kernel's trace buffer cannot hold records as large as the script's" },
};

static const char *load_error(int err)
{
	for (unsigned i = 0; i < sizeof(load_errors) / sizeof(*load_errors); i++)
		if (load_errors[i].err == err)
			return load_errors[i].text;
	return strerror(err);
}

/* The last line about the module in what the kernel has logged since `log` was opened. */
static const char *last_message(struct module_backend *m, int log)
{
	char line[2048];
	const char *found = NULL, *text;
	ssize_t n;

	while (log >= 0 && ((n = read(log, line, sizeof(line) - 1)) > 0 || errno == EPIPE)) {
		line[n > 0 ? n : 0] = 0;
		text = strchr(line, ';');
		if (text && strstr(text, m->name))
			found = arena_strndup(&m->b.p->s->arena, text + 1,
					      strcspn(text + 1, "\n"));
	}
	return found;
}

/* Bytes of the script's largest record. */
static unsigned largest_record(const struct program *p)
{
	unsigned max = 0;

	for (unsigned i = 0; i < p->nsites; i++)
		if (p->sites[i].kind == SITE_PRINT && p->sites[i].print->bytes > max)
			max = p->sites[i].print->bytes;
	return WIRE_HEADER + max;
}

/* False after a diagnostic. */
static bool load(struct module_backend *m, const struct built *built)
{
	size_t buffer = m->b.opt.buffer ? m->b.opt.buffer : BUFFER_BYTES;
	int log, failed;
	char params[80];
	char *image;

	image = malloc(built->size);
	if (!image)
		abort();
	memcpy(image, built->data, built->size);
	if (!rename_image(m, image, built->size)) {
		diag(diags_of(m), INSMOD, NO_SPAN, "this is no module of fptap's");
		free(image);
		return false;
	}
	log = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (log >= 0)
		lseek(log, 0, SEEK_END);
	snprintf(params, sizeof(params), "buffer=%zu record=%u", buffer, largest_record(m->b.p));
	failed = syscall(SYS_init_module, image, built->size, params) ? errno : 0;
	free(image);
	m->loaded = !failed;
	if (failed) {
		const char *said = last_message(m, log);

		diag(diags_of(m), INSMOD, NO_SPAN, load_error(failed));
		if (said)
			diag_hint(diags_of(m), "the kernel says: %s", said);
	}
	if (log >= 0)
		close(log);
	return !failed;
}

static void new_name(struct module_backend *m)
{
	unsigned id = 0;

	while (!id)
		if (getrandom(&id, sizeof(id), GRND_NONBLOCK) != sizeof(id))
			id = getpid();
	snprintf(m->name, sizeof(m->name), NAME_PREFIX "%08x", id);
}

/*
 * Loads the module and opens its device.  Between the two another run may take the module for a
 * leftover and remove it; then there is no device, and we begin again.
 */
static bool load_and_open(struct module_backend *m, const struct built *built)
{
	char path[64];

	for (int i = 0; i < LOAD_TRIES; i++) {
		new_name(m);
		if (!load(m, built))
			return false;
		snprintf(path, sizeof(path), "/dev/%s", m->name);
		m->fd = open(path, O_RDWR | O_CLOEXEC);
		if (m->fd >= 0)
			return true;
		if (errno != ENOENT)
			break;
		unload(m);
	}
	diag(diags_of(m), FILE_ERROR, NO_SPAN, path, strerror(errno));
	return false;
}

static bool map_state(struct module_backend *m)
{
	size_t page = sysconf(_SC_PAGESIZE);
	size_t bytes = (m->b.p->state_words * sizeof(u64) + page - 1) / page * page;
	void *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, m->fd, 0);

	if (at == MAP_FAILED) {
		diag(diags_of(m), INSMOD, NO_SPAN,
		     arena_printf(&m->b.p->s->arena, "cannot map its state: %s", strerror(errno)));
		return false;
	}
	m->b.state = at;
	m->state_bytes = bytes;
	return true;
}

static void module_close(struct backend *b);

static struct backend *module_open(const struct program *p, const struct built *built,
				   const struct backend_options *opt)
{
	struct module_backend *m = calloc(1, sizeof(*m));

	if (!m || !(m->buffer = malloc(DRAIN_BYTES)))
		abort();
	m->b = (struct backend){ .ops = &backend_module, .p = p, .opt = *opt };
	m->fd = -1;
	if (!may_load()) {
		diag(&p->s->diags, NO_PRIVILEGE, NO_SPAN, "loading a kernel module",
		     "CAP_SYS_MODULE");
	} else {
		remove_leftovers();
		if (load_and_open(m, built) && map_state(m))
			return &m->b;
	}
	module_close(&m->b);
	return NULL;
}

/* ---- running ---- */

static bool attach_failed(struct module_backend *m, unsigned id, int err)
{
	const struct program *p = m->b.p;
	const struct probe *probe = id < p->nprobes ? &p->probes[id] : NULL;
	struct span span = probe ? probe->span : NO_SPAN;
	const char *name = probe ? probe->name : m->name;

	if (err == EOPNOTSUPP || err == ENODEV)
		diag(diags_of(m), NO_KERNEL_FEATURE, span, name, "CONFIG_FPROBE is off");
	else if (err == ENOENT || err == EINVAL)
		diag(diags_of(m), ATTACH_FAILED, span, name,
		     "the running kernel has no function of this name that can be traced");
	else
		diag(diags_of(m), ATTACH_FAILED, span, name, strerror(err));
	return false;
}

static bool module_attach(struct backend *b)
{
	struct module_backend *m = module_of(b);
	struct fpt_attach arg = { 0 };

	if (ioctl(m->fd, FPT_IOC_ATTACH, &arg))
		return attach_failed(m, arg.probe, errno);
	m->attached = true;
	return true;
}

static u64 now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ull + t.tv_nsec;
}

/*
 * One call gives what there was when it began, as far as the buffer goes.  When it fills the buffer
 * there is more, and the probes go on meanwhile: `until` bounds the whole.
 */
static unsigned module_drain(struct backend *b, record_fn fn, void *arg)
{
	struct module_backend *m = module_of(b);
	u64 until = now_ns(), last = 0;
	unsigned count = 0;
	const struct fpt_drain room = { (u64)(uintptr_t)m->buffer, DRAIN_BYTES };
	int got;

	do {
		got = ioctl(m->fd, FPT_IOC_DRAIN, &room);
		for (int at = 0; at + WIRE_HEADER <= got;) {
			const struct wire_record *r = (const void *)(m->buffer + at);

			if (r->len < WIRE_HEADER || r->len % 8 || r->len > got - at)
				return count;
			fn(arg, r, r->len);
			last = r->ns;
			at += r->len;
			count++;
		}
	} while (got > (int)(DRAIN_BYTES - WIRE_MAX) && last < until);
	return count;
}

static void module_detach(struct backend *b)
{
	struct module_backend *m = module_of(b);

	if (m->attached)
		ioctl(m->fd, FPT_IOC_DETACH);
	m->attached = false;
}

static bool module_missed(struct backend *b, unsigned probe, u64 *count)
{
	struct fpt_missed arg = { .probe = probe };

	if (ioctl(module_of(b)->fd, FPT_IOC_MISSED, &arg))
		return false;
	*count = arg.count;
	return true;
}

static void module_close(struct backend *b)
{
	struct module_backend *m = module_of(b);

	module_detach(b);
	if (b->state)
		munmap((void *)b->state, m->state_bytes);
	if (m->fd >= 0)
		close(m->fd);
	if (!unload(m))
		diag(diags_of(m), MODULE_LEFT, NO_SPAN, m->name, strerror(errno));
	free(m->buffer);
	free(m);
}

const struct backend_ops backend_module = {
	.name = "module",
	.open = module_open,
	.attach = module_attach,
	.drain = module_drain,
	.detach = module_detach,
	.missed = module_missed,
	.close = module_close,
};

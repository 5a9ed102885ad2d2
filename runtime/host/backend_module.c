// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The module back end: loads what kbuild made (module_load.c), speaks to its device
 * (runtime/kmod/fpt_ioctl.h), and removes it.
 *
 * Our device file is what keeps the probes: when this process dies, however it dies, the kernel closes
 * it.  What stays then is a module without probes that nobody uses; the next run removes such leftovers.
 */

#include "runtime/host/module_int.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "runtime/host/refused.h"

#define DRAIN_BYTES (256u << 10)
#define SWEEP_NS 1000000000ull

static bool map_state(struct module_backend *m)
{
	size_t page = sysconf(_SC_PAGESIZE);
	size_t bytes = (m->b.p->state_words * sizeof(u64) + page - 1) / page * page;
	void *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, m->fd, 0);

	if (at == MAP_FAILED) {
		diag(module_diags(m), INSMOD, NO_SPAN,
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
	m->draining = arena_array(&p->s->arena, bool, p->nmaps + 1);
	m->cursors = arena_array(&p->s->arena, u32, p->nmaps + 1);
	for (unsigned i = 0; i < p->nmaps; i++)
		m->sweeps |= p->maps[i]->in_kernel && p->maps[i]->kind == MAP_THREAD;
	for (unsigned i = 0; i < p->nprobes; i++)
		m->sweeps |= p->probes[i].kind == PROBE_SYSCALL;
	if (!module_may_load()) {
		diag(&p->s->diags, NO_PRIVILEGE, NO_SPAN, "loading a kernel module",
		     "CAP_SYS_MODULE");
	} else {
		module_remove_leftovers();
		if (module_load(m, built) && map_state(m) && module_functions(m))
			return &m->b;
	}
	module_close(&m->b);
	return NULL;
}

/* ---- running ---- */

/* What the kernel's refusals mean; by what the probe is. */
static const char *refusal(const struct probe *probe, int err)
{
	bool traced = !probe || probe->kind == PROBE_FPROBE || probe->kind == PROBE_KPROBE;

	if (err == EOPNOTSUPP || err == ENODEV)
		return traced ? "CONFIG_FPROBE is off" : "CONFIG_CFI lets no module take tracepoints";
	if (err == ENOENT || err == EINVAL)
		return traced ? "the running kernel has no function of this name that can be traced" :
				"neither the running kernel nor a loaded module has a tracepoint of this name";
	return strerror(err);
}

static bool attach_failed(struct module_backend *m, unsigned id, int err)
{
	const struct program *p = m->b.p;
	const struct probe *probe = id < p->nprobes ? &p->probes[id] : NULL;
	struct span span = probe ? probe->span : NO_SPAN;
	const char *name = probe ? probe->name : m->name, *why = refusal(probe, err);

	if (probe && probe->kind == PROBE_PERF)
		diag(module_diags(m), EVENT_REFUSED, span, probe->perf.event, event_refused(err));
	else if (err == EOPNOTSUPP || err == ENODEV)
		diag(module_diags(m), NO_KERNEL_FEATURE, span, name, why);
	else
		diag(module_diags(m), ATTACH_FAILED, span, name, why);
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

/* Values of tasks that are gone make room. */
static void sweep(struct module_backend *m, u64 now)
{
	if (!m->sweeps || now - m->swept < SWEEP_NS)
		return;
	m->swept = now;
	ioctl(m->fd, FPT_IOC_SWEEP);
}

static bool module_run(struct backend *b, unsigned probe)
{
	struct module_backend *m = module_of(b);

	if (!ioctl(m->fd, FPT_IOC_RUN, (unsigned long)probe))
		return true;
	diag(module_diags(m), INTERNAL, b->p->probes[probe].span, strerror(errno));
	return false;
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

	sweep(m, until);
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

	/* What the kernel does not count is what it does not miss, but what the runtime counts. */
	if (ioctl(module_of(b)->fd, FPT_IOC_MISSED, &arg))
		return errno == EOPNOTSUPP;
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
	if (!module_unload(m))
		diag(module_diags(m), MODULE_LEFT, NO_SPAN, m->name, strerror(errno));
	free(m->buffer);
	free(m);
}

const struct backend_ops backend_module = {
	.name = "module",
	.open = module_open,
	.attach = module_attach,
	.run = module_run,
	.map_turn = module_map_turn,
	.map_shards = module_map_shards,
	.map_get = module_map_get,
	.map_set = module_map_set,
	.map_delete = module_map_delete,
	.map_next = module_map_next,
	.buckets = module_buckets,
	.bucket_delete = module_bucket_delete,
	.stack = module_stack,
	.drain = module_drain,
	.detach = module_detach,
	.missed = module_missed,
	.close = module_close,
};

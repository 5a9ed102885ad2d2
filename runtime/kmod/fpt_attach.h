/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_ATTACH_H
#define FPT_ATTACH_H

/*
 * Probes and how they attach.  A mechanism is one struct fpt_how and the call-backs that its macros
 * make of the handlers; what is known of a probe when compiling is one struct fpt_spec, by its id.
 */

struct fpt_spec;

struct fpt_how {
	int (*attach)(struct fpt_probe *p, const struct fpt_spec *spec);
	void (*start)(struct fpt_probe *p);	/* handlers may begin to run; NULL: they do already */
	void (*stop)(struct fpt_probe *p);	/* no handler begins any more, soon */
	void (*detach)(struct fpt_probe *p);	/* a grace period after stop */
	u64 (*missed)(const struct fpt_probe *p);	/* by the kernel's own count; NULL: it has none */
};

struct fpt_spec {
	const struct fpt_how *how;	/* NULL: the host runs it */
	const char *symbol;		/* function or tracepoint */
	typeof(((struct fprobe *)0)->entry_handler) entry;
	typeof(((struct fprobe *)0)->exit_handler) exit;
	void *tracepoint;		/* its call-back */
	kprobe_pre_handler_t kprobe;
	u32 offset;			/* a kprobe's, in bytes */
	const struct fpt_event *event;	/* an event of perf's */
	bool is_syscall;
	size_t kept;			/* bytes, with entry and exit */
};

struct fpt_probe {
	struct fprobe fp;
	struct fpt_functions functions;	/* of a probe of many */
	struct fpt_slots slots;
	struct tracepoint *tp;
	struct module *owner;		/* the tracepoint's, held; NULL: the kernel itself */
	struct perf_event **events;	/* by CPU */
	struct kprobe kp;
	struct fpt_store calls;		/* a system call's: what is kept, by task */
	const struct fpt_spec *spec;
	bool on;			/* attached */
};

/*
 * The probes lie at a random place of their block.  From 6.14 on, a task's shadow stack knows a probe
 * by the address of its struct fprobe alone; should an earlier module's have been at the same place,
 * an exit without an entry has no tag to tell the two apart.
 */
#define FPT_PLACES 4096

static struct fpt_probe *fpt_probes;
static void *fpt_probes_block;

#define FPT_CALLS 8192			/* threads that are in a call of one probe's */

static int fpt_calls_alloc(struct fpt_store *s)
{
	*s = (struct fpt_store){
		.kind = FPT_KIND_IS_THREAD,
		.key = sizeof(struct fpt_who),
		.value = sizeof(struct fpt_tag) + FPT_INLINE_BYTES,
		.n = FPT_CALLS,
	};
	return fpt_store_alloc(s);
}

/* What calls have left that do not come back, since their threads are gone. */
static void fpt_calls_sweep(unsigned int n)
{
	struct {
		struct fpt_tag tag;
		char bytes[FPT_INLINE_BYTES];
	} value;
	struct fpt_probe *p;
	struct fpt_who who;
	u32 i;

	for (p = fpt_probes; p < fpt_probes + n; p++) {
		for (i = 1; p->calls.n && !fpt_store_next(&p->calls, &i, (char *)&who, (char *)&value); i++) {
			if (!fpt_is_gone(&who))
				continue;
			if (value.tag.load == fpt_load)
				fpt_kept_release(&p->slots, &value.tag, p->spec->kept);
			fpt_drop(&p->calls, &who, sizeof(who));
		}
	}
}

static int fpt_probes_alloc(const struct fpt_spec *spec, unsigned int n)
{
	unsigned int i;
	int err;

	fpt_probes_block = kvzalloc(FPT_PLACES * 8 + n * sizeof(*fpt_probes), GFP_KERNEL);
	if (!fpt_probes_block)
		return -ENOMEM;
	fpt_probes = fpt_probes_block + get_random_u32_below(FPT_PLACES) * 8;
	for (i = 0; i < n; i++) {
		fpt_probes[i].spec = &spec[i];
		if (spec[i].is_syscall && spec[i].kept) {
			err = fpt_calls_alloc(&fpt_probes[i].calls);
			if (err)
				return err;
		}
		if (spec[i].kept <= FPT_INLINE_BYTES)
			continue;
		err = fpt_slots_alloc(&fpt_probes[i].slots, spec[i].kept);
		if (err)
			return err;
	}
	return 0;
}

static void fpt_probes_free(unsigned int n)
{
	unsigned int i;

	for (i = 0; fpt_probes && i < n; i++) {
		fpt_functions_free(&fpt_probes[i].functions);
		fpt_slots_free(&fpt_probes[i].slots);
		fpt_store_free(&fpt_probes[i].calls);
	}
	kvfree(fpt_probes_block);
	fpt_probes = fpt_probes_block = NULL;
}

static bool fpt_uses_tracepoints;	/* some were attached */

/* Handlers run with preemption off; the kernel may be about to call those of tracepoints. */
static void fpt_wait_for_handlers(void)
{
	synchronize_rcu();
	if (fpt_uses_tracepoints)
		tracepoint_synchronize_unregister();
}

/*
 * All stop at once.  Then nobody runs a handler, and nobody will.
 *
 * The first grace period is for the kernel: from 6.14 on, an entry that takes a call while the last
 * probe goes may note it for the wrong user of the shadow stack, which the exit warns about.  An
 * entry that is disabled takes none; attaching relies on the same.
 */
static void fpt_probes_detach(unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++)
		if (fpt_probes[i].on)
			fpt_probes[i].spec->how->stop(&fpt_probes[i]);
	fpt_wait_for_handlers();
	for (i = 0; i < n; i++) {
		if (fpt_probes[i].on)
			fpt_probes[i].spec->how->detach(&fpt_probes[i]);
		fpt_probes[i].on = false;
	}
	fpt_wait_for_handlers();
}

/* Registering takes its time for each; handlers begin to run when all are there. */
static int fpt_probes_attach(unsigned int n, u32 *failed)
{
	struct fpt_probe *p;
	unsigned int i;
	int err;

	for (i = 0; i < n; i++) {
		p = &fpt_probes[i];
		if (!p->spec->how)
			continue;
		err = p->spec->how->attach(p, p->spec);
		p->on = !err;
		if (!err)
			continue;
		*failed = i;
		fpt_probes_detach(n);
		return err;
	}
	for (i = 0; i < n; i++)
		if (fpt_probes[i].on && fpt_probes[i].spec->how->start)
			fpt_probes[i].spec->how->start(&fpt_probes[i]);
	return 0;
}

#endif

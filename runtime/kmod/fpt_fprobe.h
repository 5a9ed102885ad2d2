/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_FPROBE_H
#define FPT_FPROBE_H

/*
 * Probes on the entries and exits of functions, by fprobe: mechanisms fprobe_entry and fprobe_exit.
 *
 * One struct fprobe per probe.  A handler of the script is inlined into a frame (fpt_enter,
 * fpt_leave) that takes a turn, finds what the entry kept and gives it back.  An entry that does not
 * complete its record returns non-zero: the kernel then forgets the call, and the exit is not run.
 *
 * Arguments are there at entry only, the return value at exit only.
 */

#include "kapi/fprobe_shape.h"

struct fpt_probe {
	struct fprobe fp;
	struct fpt_slots slots;
	bool on;
};

/* What is known of a probe when compiling, by its id. */
struct fpt_spec {
	const char *symbol;		/* NULL: this one is not in the kernel */
	typeof(((struct fprobe *)0)->entry_handler) entry;
	typeof(((struct fprobe *)0)->exit_handler) exit;
	size_t kept;			/* bytes, with entry and exit */
};

/* One call of a handler: `c`. */
struct fpt_call {
	struct fpt_probe *probe;
	FPT_REGS *regs;
	unsigned long caller;		/* where the function returns to */
	struct fpt_tag *tag;		/* entry */
	void *kept;
	struct fpt_scratch *scratch;
	bool complete;			/* entry: the exit shall run */
};

#define FPT_ENTRY(id) static __always_inline void fpt_entry_##id(struct fpt_call *c)
#define FPT_EXIT(id) static __always_inline void fpt_exit_##id(struct fpt_call *c)
#define FPT_LABEL(name) name: __attribute__((unused));
#define FPT_LEAVE(id) return

#define FPT_CONTEXT_PTR struct fpt_call *
#define FPT_UNLIKELY(x) unlikely(x)
#define FPT_NOINLINE noinline
#define FPT_RUN_LOOP(body, f)                                                                      \
	do {                                                                                       \
	} while (!body(0, f))
#include "../loop.h"

#define FPT_GATE() (FPT_USES_EXIT && fpt_stopped())

#define FPT_ENTER(id)                                                                              \
	struct fpt_scratch *z __maybe_unused = c->scratch;                                         \
	u64 fpt_at __maybe_unused = 0;                                                             \
	u32 fpt_caught __maybe_unused = 0;                                                         \
	if (FPT_GATE())                                                                            \
		return

#define FPT_ARG_U(id, c, n) ((u64)FPT_REGS_ARG((c)->regs, n))
#define FPT_ARG_S(id, c, n) FPT_ARG_U(id, c, n)
#define FPT_ARG_O(id, c, n) FPT_ARG_U(id, c, n)
#define FPT_ARG_P(id, c, n, T) ((T *)(unsigned long)FPT_ARG_U(id, c, n))
#define FPT_RET_U(id, c, n) ((u64)FPT_REGS_RETURN((c)->regs))
#define FPT_RET_S(id, c, n) FPT_RET_U(id, c, n)
#define FPT_RET_O(id, c, n) FPT_RET_U(id, c, n)
#define FPT_RET_P(id, c, n, T) ((T *)(unsigned long)FPT_RET_U(id, c, n))

#define FPT_CALLER(id, c) ((u64)(c)->caller)

typedef void (*fpt_body_fn)(struct fpt_call *c);

/* An entry without an exit. */
static __always_inline void fpt_enter_alone(struct fprobe *fp, unsigned int id, FPT_REGS *regs,
					    unsigned long caller, fpt_body_fn body)
{
	struct fpt_call c = {
		.probe = container_of(fp, struct fpt_probe, fp),
		.regs = regs,
		.caller = caller,
	};
	struct fpt_turn *t;

	if (unlikely(!fpt_turn_begin(&t))) {
		fpt_count(id, WIRE_MISSED);
		return;
	}
	c.scratch = &t->scratch;
	body(&c);
	fpt_turn_end(t);
}

/* An entry whose exit waits for it.  Non-zero: there will be no exit. */
static __always_inline int fpt_enter(struct fprobe *fp, unsigned int id, FPT_REGS *regs,
				     unsigned long caller, void *data, size_t kept, fpt_body_fn body)
{
	struct fpt_call c = {
		.probe = container_of(fp, struct fpt_probe, fp),
		.regs = regs,
		.caller = caller,
		.tag = data,
	};
	struct fpt_turn *t;

	if (unlikely(!fpt_turn_begin(&t))) {
		fpt_count(id, WIRE_MISSED);
		return 1;
	}
	c.scratch = &t->scratch;
	body(&c);
	if (likely(c.complete))
		c.tag->load = fpt_load;
	else if (c.kept)
		fpt_kept_release(&c.probe->slots, c.tag, kept);
	fpt_turn_end(t);
	return !c.complete;
}

static __always_inline void fpt_leave(struct fprobe *fp, unsigned int id, FPT_REGS *regs,
				      unsigned long caller, void *data, bool paired, size_t kept,
				      fpt_body_fn body)
{
	struct fpt_call c = {
		.probe = container_of(fp, struct fpt_probe, fp),
		.regs = regs,
		.caller = caller,
	};
	struct fpt_turn *t;

	if (paired)
		c.kept = fpt_kept_find(&c.probe->slots, data, kept);
	if (likely(fpt_turn_begin(&t))) {
		c.scratch = &t->scratch;
		body(&c);
		fpt_turn_end(t);
	} else {
		fpt_count(id, WIRE_MISSED);
	}
	if (c.kept)
		fpt_kept_release(&c.probe->slots, data, kept);
}

/*
 * The call-backs that the kernel calls, and the row of the table, by what handlers there are.
 */
#define FPT_CALLBACK_ENTRY(id)                                                                     \
	static int fpt_on_entry_##id(struct fprobe *fp, unsigned long ip, unsigned long ret,       \
				     FPT_REGS *regs, void *data)
#define FPT_CALLBACK_EXIT(id)                                                                      \
	static void fpt_on_exit_##id(struct fprobe *fp, unsigned long ip, unsigned long ret,       \
				     FPT_REGS *regs, void *data)

#define FPT_CALLBACKS_11(id)                                                                       \
	FPT_CALLBACK_ENTRY(id)                                                                     \
	{                                                                                          \
		return fpt_enter(fp, id, regs, ret, data, sizeof(struct fpt_kept_##id),            \
				 fpt_entry_##id);                                                  \
	}                                                                                          \
	FPT_CALLBACK_EXIT(id)                                                                      \
	{                                                                                          \
		fpt_leave(fp, id, regs, ret, data, true, sizeof(struct fpt_kept_##id),             \
			  fpt_exit_##id);                                                          \
	}
#define FPT_CALLBACKS_10(id)                                                                       \
	FPT_CALLBACK_ENTRY(id)                                                                     \
	{                                                                                          \
		fpt_enter_alone(fp, id, regs, ret, fpt_entry_##id);                                \
		return 0;                                                                          \
	}
#define FPT_CALLBACKS_01(id)                                                                       \
	FPT_CALLBACK_EXIT(id)                                                                      \
	{                                                                                          \
		fpt_leave(fp, id, regs, ret, NULL, false, 0, fpt_exit_##id);                       \
	}

#define FPT_SPEC_11(id, sym)                                                                       \
	[id] = { #sym, fpt_on_entry_##id, fpt_on_exit_##id, sizeof(struct fpt_kept_##id) },
#define FPT_SPEC_10(id, sym) [id] = { #sym, fpt_on_entry_##id, NULL, 0 },
#define FPT_SPEC_01(id, sym) [id] = { #sym, NULL, fpt_on_exit_##id, 0 },

#define FPT_PASTE_(a, b, c) a##b##c
#define FPT_PASTE(a, b, c) FPT_PASTE_(a, b, c)
#define FPT_CALLBACKS(id, sym)                                                                     \
	FPT_PASTE(FPT_CALLBACKS_, FPT_HAS_ENTRY_##id, FPT_HAS_EXIT_##id)(id)
#define FPT_SPEC(id, sym) FPT_PASTE(FPT_SPEC_, FPT_HAS_ENTRY_##id, FPT_HAS_EXIT_##id)(id, sym)

/*
 * The probes lie at a random place of their block.  From 6.14 on, a task's shadow stack knows a probe
 * by the address of its struct fprobe alone; should an earlier module's have been at the same place,
 * an exit without an entry has no tag to tell the two apart.
 */
#define FPT_PLACES 4096

static struct fpt_probe *fpt_probes;
static void *fpt_probes_block;

static int fpt_probes_alloc(const struct fpt_spec *spec, unsigned int n)
{
	unsigned int i;
	int err;

	fpt_probes_block = kvzalloc(FPT_PLACES * 8 + n * sizeof(*fpt_probes), GFP_KERNEL);
	if (!fpt_probes_block)
		return -ENOMEM;
	fpt_probes = fpt_probes_block + get_random_u32_below(FPT_PLACES) * 8;
	for (i = 0; i < n; i++) {
		if (!spec[i].entry || !spec[i].exit || spec[i].kept <= FPT_INLINE_BYTES)
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

	for (i = 0; fpt_probes && i < n; i++)
		fpt_slots_free(&fpt_probes[i].slots);
	kvfree(fpt_probes_block);
	fpt_probes = fpt_probes_block = NULL;
}

static int fpt_probe_attach(struct fpt_probe *p, const struct fpt_spec *spec)
{
	const char *symbol = spec->symbol;
	int err;

	p->fp.entry_handler = spec->entry;
	p->fp.exit_handler = spec->exit;
	if (spec->entry && spec->exit)
		p->fp.entry_data_size = sizeof(struct fpt_tag) +
					(spec->kept <= FPT_INLINE_BYTES ? spec->kept : 0);
	fpt_set_pool(&p->fp, FPT_SLOTS_MAX);
	disable_fprobe(&p->fp);
	err = register_fprobe_syms(&p->fp, &symbol, 1);
	p->on = !err;
	return err;
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
		disable_fprobe(&fpt_probes[i].fp);
	synchronize_rcu();
	for (i = 0; i < n; i++) {
		if (fpt_probes[i].on)
			unregister_fprobe(&fpt_probes[i].fp);
		fpt_probes[i].on = false;
	}
	synchronize_rcu();
}

/* Registering takes its time for each; handlers begin to run when all are there. */
static int fpt_probes_attach(const struct fpt_spec *spec, unsigned int n, u32 *failed)
{
	unsigned int i;
	int err;

	for (i = 0; i < n; i++) {
		if (!spec[i].symbol)
			continue;
		err = fpt_probe_attach(&fpt_probes[i], &spec[i]);
		if (!err)
			continue;
		*failed = i;
		fpt_probes_detach(n);
		return err;
	}
	for (i = 0; i < n; i++)
		enable_fprobe(&fpt_probes[i].fp);
	return 0;
}

#endif

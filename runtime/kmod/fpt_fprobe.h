/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_FPROBE_H
#define FPT_FPROBE_H

/*
 * Probes on the entries and exits of functions, by fprobe: mechanisms fprobe_entry and fprobe_exit.
 *
 * One struct fprobe per probe, of one function or of many (fpt_functions.h).  A handler of the script is
 * inlined into a frame (fpt_enter, fpt_leave) that finds what the entry kept and gives it back.  An entry that does not
 * complete its record returns non-zero: the kernel then forgets the call, and the exit is not run.
 *
 * Arguments are there at entry only, the return value at exit only.
 */

/* An entry without an exit. */
static __always_inline void fpt_enter_alone(struct fprobe *fp, struct fpt_call c, fpt_body_fn body)
{
	c.probe = container_of(fp, struct fpt_probe, fp);
	body(&c);
}

/* An entry whose exit waits for it.  Non-zero: there will be no exit. */
static __always_inline int fpt_enter(struct fprobe *fp, struct fpt_call c, size_t kept, fpt_body_fn body)
{
	c.probe = container_of(fp, struct fpt_probe, fp);
	body(&c);
	if (likely(c.complete))
		c.tag->load = fpt_load;
	else if (c.kept)
		fpt_kept_release(&c.probe->slots, c.tag, kept);
	return !c.complete;
}

static __always_inline void fpt_leave(struct fprobe *fp, struct fpt_call c, bool paired, size_t kept,
				      fpt_body_fn body)
{
	c.probe = container_of(fp, struct fpt_probe, fp);
	if (paired)
		c.kept = fpt_kept_find(&c.probe->slots, c.tag, kept);
	body(&c);
	if (c.kept)
		fpt_kept_release(&c.probe->slots, c.tag, kept);
}

/* ---- registering ---- */

static int fpt_fprobe_register(struct fpt_probe *p, const struct fpt_spec *spec)
{
	const char *symbol = spec->symbol;
	unsigned long *v;
	int err;

	if (!p->functions.v)
		return register_fprobe_syms(&p->fp, &symbol, 1);
	if (!p->functions.n)
		return -ENOENT;
	v = fpt_functions_addresses(&p->functions);
	if (!v)
		return -ENOMEM;
	err = register_fprobe_ips(&p->fp, v, p->functions.n);
	kvfree(v);
	return err;
}

static int fpt_fprobe_attach(struct fpt_probe *p, const struct fpt_spec *spec)
{
	p->fp.entry_handler = spec->entry;
	p->fp.exit_handler = spec->exit;
	if (spec->entry && spec->exit)
		p->fp.entry_data_size = sizeof(struct fpt_tag) +
					(spec->kept <= FPT_INLINE_BYTES ? spec->kept : 0);
	fpt_set_pool(&p->fp, p->functions.n > 1 ? 4 * FPT_SLOTS_MAX : FPT_SLOTS_MAX);
	disable_fprobe(&p->fp);
	return fpt_fprobe_register(p, spec);
}

static void fpt_fprobe_start(struct fpt_probe *p)
{
	enable_fprobe(&p->fp);
}

static void fpt_fprobe_stop(struct fpt_probe *p)
{
	disable_fprobe(&p->fp);
}

static void fpt_fprobe_detach(struct fpt_probe *p)
{
	unregister_fprobe(&p->fp);
}

static u64 fpt_fprobe_missed(const struct fpt_probe *p)
{
	return READ_ONCE(p->fp.nmissed);
}

static const struct fpt_how fpt_by_fprobe = {
	.attach = fpt_fprobe_attach,
	.start = fpt_fprobe_start,
	.stop = fpt_fprobe_stop,
	.detach = fpt_fprobe_detach,
	.missed = fpt_fprobe_missed,
};

/*
 * The call-backs that the kernel calls, and the row of the table, by what handlers there are.
 */
#define FPT_CALLBACK_ENTRY(id)                                                                     \
	static int fpt_on_entry_##id(struct fprobe *fp, unsigned long ip, unsigned long ret,       \
				     FPT_REGS *regs, void *data)
#define FPT_CALLBACK_EXIT(id)                                                                      \
	static void fpt_on_exit_##id(struct fprobe *fp, unsigned long ip, unsigned long ret,       \
				     FPT_REGS *regs, void *data)
#define FPT_FPROBE_CALL(data) ((struct fpt_call){ .regs = regs, .ip = ip, .ret = ret, .tag = (data) })

#define FPT_FPROBE_11(id)                                                                          \
	FPT_CALLBACK_ENTRY(id)                                                                     \
	{                                                                                          \
		return fpt_enter(fp, FPT_FPROBE_CALL(data), sizeof(struct fpt_kept_##id),          \
				 fpt_entry_##id);                                                  \
	}                                                                                          \
	FPT_CALLBACK_EXIT(id)                                                                      \
	{                                                                                          \
		fpt_leave(fp, FPT_FPROBE_CALL(data), true, sizeof(struct fpt_kept_##id),           \
			  fpt_exit_##id);                                                          \
	}
#define FPT_FPROBE_10(id)                                                                          \
	FPT_CALLBACK_ENTRY(id)                                                                     \
	{                                                                                          \
		fpt_enter_alone(fp, FPT_FPROBE_CALL(NULL), fpt_entry_##id);                        \
		return 0;                                                                          \
	}
#define FPT_FPROBE_01(id)                                                                          \
	FPT_CALLBACK_EXIT(id)                                                                      \
	{                                                                                          \
		fpt_leave(fp, FPT_FPROBE_CALL(NULL), false, 0, fpt_exit_##id);                     \
	}

#define FPT_FPROBE_SPEC(id, sym, ...) [id] = { &fpt_by_fprobe, #sym, __VA_ARGS__ },
#define FPT_FPROBE_SPEC_11(id, sym)                                                                \
	FPT_FPROBE_SPEC(id, sym, .entry = fpt_on_entry_##id, .exit = fpt_on_exit_##id,             \
			.kept = sizeof(struct fpt_kept_##id))
#define FPT_FPROBE_SPEC_10(id, sym) FPT_FPROBE_SPEC(id, sym, .entry = fpt_on_entry_##id)
#define FPT_FPROBE_SPEC_01(id, sym) FPT_FPROBE_SPEC(id, sym, .exit = fpt_on_exit_##id)

#define FPT_HANDLERS_(a, b, c) a##b##c
#define FPT_HANDLERS(a, b, c) FPT_HANDLERS_(a, b, c)
#define FPT_CALLBACKS_fprobe_entry(id, sym)                                                        \
	FPT_HANDLERS(FPT_FPROBE_, FPT_HAS_ENTRY_##id, FPT_HAS_EXIT_##id)(id)
#define FPT_SPEC_fprobe_entry(id, sym)                                                             \
	FPT_HANDLERS(FPT_FPROBE_SPEC_, FPT_HAS_ENTRY_##id, FPT_HAS_EXIT_##id)(id, sym)
#define FPT_CALLBACKS_fprobe_exit(id, sym) FPT_CALLBACKS_fprobe_entry(id, sym)
#define FPT_SPEC_fprobe_exit(id, sym) FPT_SPEC_fprobe_entry(id, sym)

#endif

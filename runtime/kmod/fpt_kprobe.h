/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_KPROBE_H
#define FPT_KPROBE_H

/*
 * Breakpoints: mechanism kprobe_handler.  All registers are there (FPT_REG), and the kernel keeps
 * preemption off.
 */

static int fpt_kprobe_attach(struct fpt_probe *p, const struct fpt_spec *spec)
{
	p->kp.symbol_name = spec->symbol;
	p->kp.offset = spec->offset;
	p->kp.pre_handler = spec->kprobe;
	p->kp.flags = KPROBE_FLAG_DISABLED;
	return register_kprobe(&p->kp);
}

static void fpt_kprobe_start(struct fpt_probe *p)
{
	enable_kprobe(&p->kp);
}

static void fpt_kprobe_stop(struct fpt_probe *p)
{
	disable_kprobe(&p->kp);
}

static void fpt_kprobe_detach(struct fpt_probe *p)
{
	unregister_kprobe(&p->kp);
}

static u64 fpt_kprobe_missed(const struct fpt_probe *p)
{
	return READ_ONCE(p->kp.nmissed);
}

static const struct fpt_how fpt_by_kprobe __maybe_unused = {
	.attach = fpt_kprobe_attach,
	.start = fpt_kprobe_start,
	.stop = fpt_kprobe_stop,
	.detach = fpt_kprobe_detach,
	.missed = fpt_kprobe_missed,
};

static __always_inline int fpt_at_kprobe(struct kprobe *kp, const struct pt_regs *regs, fpt_body_fn body)
{
	struct fpt_call c = {
		.probe = container_of(kp, struct fpt_probe, kp),
		.saved = regs,
		.ret = instruction_pointer((struct pt_regs *)regs),	/* where a stack begins */
	};

	body(&c);
	return 0;
}

#define FPT_CALLBACKS_kprobe_handler(id, sym)                                                      \
	static int fpt_on_kprobe_##id(struct kprobe *kp, struct pt_regs *regs)                     \
	{                                                                                          \
		return fpt_at_kprobe(kp, regs, fpt_entry_##id);                                    \
	}
#define FPT_SPEC_kprobe_handler(id, sym)                                                           \
	[id] = { &fpt_by_kprobe, #sym, .kprobe = fpt_on_kprobe_##id, .offset = FPT_OFFSET_##id },

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_TRACEPOINT_H
#define FPT_TRACEPOINT_H

/*
 * Tracepoints of the kernel: mechanism tp_probe.  Few of them are exported, so they are found by name.
 *
 * A call-back takes as many 64-bit slots as the tracepoint has arguments.  What is narrower has
 * unspecified bits above, which the generated code cuts off.  A kernel that checks the types of
 * indirect calls (CONFIG_CFI) would not accept that.
 *
 * Newer kernels call with preemption on, the arguments of system calls even where it may fault.
 */

struct fpt_tp_search {
	const char *name;
	struct tracepoint *found;
};

static __maybe_unused void fpt_tp_compare(struct tracepoint *tp, void *arg)
{
	struct fpt_tp_search *s = arg;

	if (!strcmp(tp->name, s->name))
		s->found = tp;
}

static int fpt_tp_attach(struct fpt_probe *p, const struct fpt_spec *spec)
{
	struct fpt_tp_search s = { .name = spec->symbol };

#if defined(CONFIG_CFI) || defined(CONFIG_CFI_CLANG)
	return -EOPNOTSUPP;
#endif
	for_each_kernel_tracepoint(fpt_tp_compare, &s);
	if (!s.found)
		return -ENOENT;
	p->tp = s.found;
	fpt_uses_tracepoints = true;
	return tracepoint_probe_register(p->tp, spec->tracepoint, p);
}

static void fpt_tp_stop(struct fpt_probe *p)
{
	tracepoint_probe_unregister(p->tp, p->spec->tracepoint, p);
}

static void fpt_tp_detach(struct fpt_probe *p)
{
}

static const struct fpt_how fpt_by_tracepoint __maybe_unused = {
	.attach = fpt_tp_attach,
	.stop = fpt_tp_stop,
	.detach = fpt_tp_detach,
};

static __always_inline void fpt_at_tracepoint(struct fpt_probe *p, const u64 *args, fpt_body_fn body)
{
	struct fpt_call c = { .probe = p, .args = args };

	preempt_disable_notrace();
	body(&c);
	preempt_enable_notrace();
}

#define FPT_SLOTS_0
#define FPT_SLOTS_1 , u64 a0
#define FPT_SLOTS_2 FPT_SLOTS_1, u64 a1
#define FPT_SLOTS_3 FPT_SLOTS_2, u64 a2
#define FPT_SLOTS_4 FPT_SLOTS_3, u64 a3
#define FPT_SLOTS_5 FPT_SLOTS_4, u64 a4
#define FPT_SLOTS_6 FPT_SLOTS_5, u64 a5
#define FPT_SLOTS_7 FPT_SLOTS_6, u64 a6
#define FPT_SLOTS_8 FPT_SLOTS_7, u64 a7
#define FPT_SLOTS_9 FPT_SLOTS_8, u64 a8
#define FPT_SLOTS_10 FPT_SLOTS_9, u64 a9
#define FPT_SLOTS_11 FPT_SLOTS_10, u64 a10
#define FPT_SLOTS_12 FPT_SLOTS_11, u64 a11
#define FPT_GIVEN_0
#define FPT_GIVEN_1 a0
#define FPT_GIVEN_2 FPT_GIVEN_1, a1
#define FPT_GIVEN_3 FPT_GIVEN_2, a2
#define FPT_GIVEN_4 FPT_GIVEN_3, a3
#define FPT_GIVEN_5 FPT_GIVEN_4, a4
#define FPT_GIVEN_6 FPT_GIVEN_5, a5
#define FPT_GIVEN_7 FPT_GIVEN_6, a6
#define FPT_GIVEN_8 FPT_GIVEN_7, a7
#define FPT_GIVEN_9 FPT_GIVEN_8, a8
#define FPT_GIVEN_10 FPT_GIVEN_9, a9
#define FPT_GIVEN_11 FPT_GIVEN_10, a10
#define FPT_GIVEN_12 FPT_GIVEN_11, a11

#define FPT_CALLBACKS_tp_probe(id, sym)                                                            \
	static void fpt_on_tracepoint_##id(void *data FPT_CAT(FPT_SLOTS_, FPT_SLOTS_OF_##id))      \
	{                                                                                          \
		const u64 args[] = { FPT_CAT(FPT_GIVEN_, FPT_SLOTS_OF_##id) };                     \
		fpt_at_tracepoint(data, args, fpt_entry_##id);                                     \
	}
#define FPT_SPEC_tp_probe(id, sym)                                                                 \
	[id] = { &fpt_by_tracepoint, #sym, .tracepoint = fpt_on_tracepoint_##id },

#endif

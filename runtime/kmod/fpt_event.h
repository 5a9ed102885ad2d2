/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_EVENT_H
#define FPT_EVENT_H

/*
 * Samples: mechanism perf_counter.  An event of perf's on each CPU that is there when it is attached, or on
 * one: profile, perf, and timers that the host is too slow for.  Registers are those of what was interrupted
 * (FPT_REG), the kernel's or a process's.  Events of the hardware come as NMIs.
 */

struct fpt_event {
	perf_overflow_handler_t overflow;
	struct perf_event_attr attr;
	bool on_one_cpu;
};

#define FPT_EVENT(call_back, kind, what, n, is_rate, on_one)                                       \
	{                                                                                          \
		.overflow = (call_back), .on_one_cpu = (on_one),                                   \
		.attr = { .size = sizeof(struct perf_event_attr), .type = (kind),                  \
			  .config = (what), .sample_period = (n), .freq = (is_rate),               \
			  .disabled = 1 },                                                         \
	}
#define FPT_OF_EVENT(X, ...) X(__VA_ARGS__)	/* the plan's list becomes arguments */

/* NULL, and *err = 0: this CPU is not there. */
static struct perf_event *fpt_event_open(struct fpt_probe *p, int cpu, int *err)
{
	const struct fpt_event *event = p->spec->event;
	struct perf_event_attr attr = event->attr;
	struct perf_event *e = perf_event_create_kernel_counter(&attr, cpu, NULL, event->overflow, p);

	*err = IS_ERR(e) && PTR_ERR(e) != -ENODEV ? PTR_ERR(e) : 0;
	return IS_ERR(e) ? NULL : e;
}

static void fpt_event_detach(struct fpt_probe *p)
{
	int cpu;

	for (cpu = 0; p->events && cpu < nr_cpu_ids; cpu++)
		if (p->events[cpu])
			perf_event_release_kernel(p->events[cpu]);
	kfree(p->events);
	p->events = NULL;
}

static int fpt_event_attach(struct fpt_probe *p, const struct fpt_spec *spec)
{
	int cpu, err = 0, n = 0;

	p->events = kcalloc(nr_cpu_ids, sizeof(*p->events), GFP_KERNEL);
	if (!p->events)
		return -ENOMEM;
	for_each_online_cpu(cpu) {
		p->events[cpu] = fpt_event_open(p, cpu, &err);
		if (err || (p->events[cpu] && ++n && spec->event->on_one_cpu))
			break;
	}
	if (!err && !n)
		err = -ENODEV;
	if (err)
		fpt_event_detach(p);
	return err;
}

static void fpt_event_start(struct fpt_probe *p)
{
	int cpu;

	for (cpu = 0; cpu < nr_cpu_ids; cpu++)
		if (p->events[cpu])
			perf_event_enable(p->events[cpu]);
}

static void fpt_event_stop(struct fpt_probe *p)
{
	int cpu;

	for (cpu = 0; cpu < nr_cpu_ids; cpu++)
		if (p->events[cpu])
			perf_event_disable(p->events[cpu]);
}

static const struct fpt_how fpt_by_event __maybe_unused = {
	.attach = fpt_event_attach,
	.start = fpt_event_start,
	.stop = fpt_event_stop,
	.detach = fpt_event_detach,
};

/* The kernel may have preemption on where it counts an event of its software's. */
static __always_inline void fpt_at_event(struct fpt_probe *p, struct pt_regs *regs, fpt_body_fn body)
{
	struct fpt_call c = {
		.probe = p,
		.saved = regs,
		.ret = instruction_pointer(regs),	/* where a stack begins */
		.in_process = user_mode(regs),
	};

	preempt_disable_notrace();
	body(&c);
	preempt_enable_notrace();
}

#define FPT_CALLBACKS_perf_counter(id, sym)                                                        \
	static void fpt_on_event_##id(struct perf_event *event, struct perf_sample_data *data,     \
				      struct pt_regs *regs)                                        \
	{                                                                                          \
		fpt_at_event(event->overflow_handler_context, regs, fpt_entry_##id);               \
	}                                                                                          \
	static const struct fpt_event fpt_event_##id =                                             \
		FPT_OF_EVENT(FPT_EVENT, fpt_on_event_##id, FPT_EVENT_##id);
#define FPT_SPEC_perf_counter(id, sym) [id] = { &fpt_by_event, #sym, .event = &fpt_event_##id },

#endif

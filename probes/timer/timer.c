// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * timer(5s), timer.s(5), timer.ms(200), timer.hz(10): in user space, as long as they touch no kernel state.
 * timer(100us), timer.us(100), timer.hz(5000): in the kernel, by a clock of perf's on one CPU.
 */

#include <linux/perf_event.h>
#include <string.h>

#include "probes/kind.h"
#include "probes/registers.h"

#define HOST_SHORTEST 1000000	/* ns: what the host's loop can keep up with */
#define SHORTEST 10000		/* … and the kernel's clock (perf_swevent_start_hrtimer()) */

static const struct {
	const char *word;
	int64_t ns;		/* 0: so often a second */
} units[] = {
	{ "s", 1000000000 }, { "sec", 1000000000 }, { "ms", 1000000 }, { "msec", 1000000 },
	{ "us", 1000 }, { "usec", 1000 }, { "ns", 1 }, { "nsec", 1 }, { "hz", 0 },
};

static bool unit_of(struct sema *s, const struct point_part *part, int64_t *ns)
{
	size_t i;

	for (i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (strcmp(units[i].word, part->text))
			continue;
		*ns = units[i].ns;
		return true;
	}
	diag(s->d, BAD_PROBE_ARGS, part->span, "timer", kind_timer.syntax);
	return false;
}

static enum resolved in_kernel(struct probe *p, struct context *ctx)
{
	p->kind = PROBE_PERF;
	p->in_kernel = true;
	p->perf.event = "cpu-clock";
	p->perf.type = PERF_TYPE_SOFTWARE;
	p->perf.config = PERF_COUNT_SW_CPU_CLOCK;
	p->perf.count = p->period_ns;
	p->perf.one_cpu = true;
	p->period_ns = 0;
	ctx->has_registers = BREAK;
	return RESOLVE_OK;
}

static enum resolved resolve(struct sema *s, const struct point *pt, bool optional, struct probe *p,
			     struct context *ctx)
{
	const struct point_part *part = pt->parts;
	int64_t ns = 1, value;
	struct type t;

	(void)optional;
	if (part->next) {
		part = part->next;
		if (!unit_of(s, part, &ns))
			return RESOLVE_BAD;
	}
	if (!part->has_args || part->next || (part != pt->parts && pt->parts->has_args)) {
		diag(s->d, BAD_PROBE_ARGS, pt->span, "timer", kind_timer.syntax);
		return RESOLVE_BAD;
	}
	if (!point_number(s, &kind_timer, part, &value, &t))
		return RESOLVE_BAD;
	if (t.kind != TY_INT || t.show != (part == pt->parts ? SHOW_DURATION : SHOW_PLAIN) ||
	    value <= 0 || (ns && value > INT64_MAX / ns) ||
	    (ns ? value * ns : 1000000000 / value) < SHORTEST) {
		diag(s->d, BAD_PROBE_ARGS, part->args->span, "timer", kind_timer.syntax);
		return RESOLVE_BAD;
	}
	p->period_ns = (uint64_t)(ns ? value * ns : 1000000000 / value);
	ctx->where = "a timer's handler";
	if (p->period_ns < HOST_SHORTEST)
		return in_kernel(p, ctx);
	p->kind = PROBE_TIMER;
	return RESOLVE_OK;
}

const struct kind kind_timer = {
	.name = "timer",
	.syntax = "a duration of at least 10us, timer(5s), or a positive number with its unit, timer.s(5), "
		  "timer.us(100) or timer.hz(20)",
	.doc = "every so often",
	.resolve = resolve,
};

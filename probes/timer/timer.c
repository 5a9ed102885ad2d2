// SPDX-License-Identifier: GPL-2.0-or-later
/* timer(5s), timer.s(5), timer.ms(200): in user space, as long as they touch no kernel state. */

#include <string.h>

#include "probes/kind.h"

#define SHORTEST 1000000	/* ns: what the host's loop can keep up with */

static const struct {
	const char *word;
	int64_t ns;		/* 0: runs in the kernel */
} units[] = {
	{ "s", 1000000000 }, { "sec", 1000000000 }, { "ms", 1000000 }, { "msec", 1000000 },
	{ "us", 0 }, { "ns", 0 }, { "hz", 0 },
};

static bool unit_of(struct sema *s, const struct point_part *part, int64_t *ns)
{
	size_t i;

	for (i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (strcmp(units[i].word, part->text))
			continue;
		*ns = units[i].ns;
		if (!*ns)
			not_built(s, part->span, arena_printf(s->a, "timer.%s", part->text));
		return *ns != 0;
	}
	diag(s->d, BAD_PROBE_ARGS, part->span, "timer", kind_timer.syntax);
	return false;
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
	    value <= 0 || value > INT64_MAX / ns) {
		diag(s->d, BAD_PROBE_ARGS, part->args->span, "timer", kind_timer.syntax);
		return RESOLVE_BAD;
	}
	if (value * ns < SHORTEST) {
		not_built(s, part->args->span, "timers of under a millisecond");
		return RESOLVE_BAD;
	}
	p->kind = PROBE_TIMER;
	p->period_ns = (uint64_t)(value * ns);
	ctx->where = "a timer's handler";
	return RESOLVE_OK;
}

const struct kind kind_timer = {
	.name = "timer",
	.syntax = "a duration, timer(5s), or a positive number with its unit, timer.s(5) or "
		  "timer.ms(200)",
	.doc = "every so often",
	.resolve = resolve,
};

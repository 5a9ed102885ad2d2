// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * profile(99), profile.hz(99): so often a second on each CPU.
 * perf("cycles":1000000): each time that a CPU has counted so many events.
 *
 * Both are events of perf's on each CPU, and their handlers run in the kernel wherever it is interrupted.
 */

#include <linux/perf_event.h>
#include <stdlib.h>
#include <string.h>

#include "common/pattern.h"
#include "probes/kind.h"
#include "probes/registers.h"

#define RATE_MAX 100000		/* a second: kernel.perf_event_max_sample_rate */

static const struct event {
	const char *name;
	uint32_t type;
	uint64_t config;
	const char *doc;
} events[] = {
#define EVENT(name, type, config, doc) { name, PERF_TYPE_##type, config, doc },
#include "probes/perf/events.def"
#undef EVENT
};

static enum resolved wrong(struct sema *s, const struct kind *k, struct span span)
{
	diag(s->d, BAD_PROBE_ARGS, span, k->name, k->syntax);
	return RESOLVE_BAD;
}

static enum resolved set(struct probe *p, struct context *ctx, const char *where)
{
	p->kind = PROBE_PERF;
	p->in_kernel = true;
	ctx->has_registers = BREAK;
	ctx->where = where;
	return RESOLVE_OK;
}

static enum resolved resolve_profile(struct sema *s, const struct point *pt, bool optional,
				     struct probe *p, struct context *ctx)
{
	const struct point_part *part = pt->parts;
	struct type t;
	int64_t hz;

	(void)optional;
	if (part->next && !part->has_args && !strcmp(part->next->text, "hz"))
		part = part->next;
	if (!part->has_args || part->next)
		return wrong(s, &kind_profile, pt->span);
	if (!point_number(s, &kind_profile, part, &hz, &t))
		return RESOLVE_BAD;
	if (t.kind != TY_INT || t.show != SHOW_PLAIN || hz < 1 || hz > RATE_MAX)
		return wrong(s, &kind_profile, part->args->span);
	p->perf.event = "cpu-clock";
	p->perf.type = PERF_TYPE_SOFTWARE;
	p->perf.config = PERF_COUNT_SW_CPU_CLOCK;
	p->perf.count = (uint64_t)hz;
	p->perf.is_rate = true;
	return set(p, ctx, "a profile handler");
}

/* "cycles", or raw: "r1c2" */
static bool find_event(const char *name, struct probe *p)
{
	char *end;
	size_t i;

	for (i = 0; i < sizeof(events) / sizeof(*events); i++) {
		if (strcmp(events[i].name, name))
			continue;
		p->perf.type = events[i].type;
		p->perf.config = events[i].config;
		return true;
	}
	if (*name != 'r' || !strchr("0123456789abcdefABCDEF", name[1]) || !name[1])
		return false;
	p->perf.type = PERF_TYPE_RAW;
	p->perf.config = strtoull(name + 1, &end, 16);
	return !*end;
}

static enum resolved resolve_perf(struct sema *s, const struct point *pt, bool optional,
				  struct probe *p, struct context *ctx)
{
	const struct point_part *part = pt->parts;
	const struct point_arg *a = part->args;
	struct point_arg number;
	struct point_part of_number;
	struct nearest near;
	struct type t;
	int64_t count;
	size_t i;

	(void)optional;
	if (part->next || !a || a->next || a->word || !a->second)
		return wrong(s, &kind_perf, pt->span);
	p->perf.event = point_arg_string(s, &kind_perf, a);
	if (!p->perf.event)
		return RESOLVE_BAD;
	number = (struct point_arg){ .kind = a->second->kind == EX_NUMBER ? PARG_NUMBER :
					     a->second->kind == EX_NAME ? PARG_NAME : PARG_STRING,
				     .span = a->second->span, .value = a->second };
	of_number = (struct point_part){ .text = part->text, .span = part->span, .args = &number,
					 .has_args = true };
	if (!point_number(s, &kind_perf, &of_number, &count, &t))
		return RESOLVE_BAD;
	if (t.kind != TY_INT || (t.show != SHOW_PLAIN && t.show != SHOW_DURATION) || count < 1)
		return wrong(s, &kind_perf, number.span);
	p->perf.count = (uint64_t)count;
	if (find_event(p->perf.event, p))
		return set(p, ctx, "a perf handler");
	diag(s->d, UNKNOWN_EVENT, a->span, p->perf.event);
	nearest_init(&near, p->perf.event);
	for (i = 0; i < sizeof(events) / sizeof(*events); i++)
		nearest_offer(&near, events[i].name);
	diag_hint_near(s->d, near.best);
	return RESOLVE_BAD;
}

/* perf("c*"), as it is listed: without a number. */
static bool list_perf(struct sema *s, const struct point_part *part, list_fn *fn, void *arg)
{
	struct span span;
	const char *text = part->args && part->args->second ? point_arg_string(s, &kind_perf, part->args)
							    : point_string(s, &kind_perf, part, &span);
	const char **parts;
	unsigned i, n;
	size_t e;

	if (!text)
		return false;
	n = pattern_split(s->a, text, &parts);
	for (e = 0; e < sizeof(events) / sizeof(*events); e++) {
		struct listed l = { .kind = "perf", .name = events[e].name, .about = events[e].doc };

		for (i = 0; i < n && !pattern_matches(parts[i], l.name); i++)
			;
		if (i < n)
			fn(arg, &l);
	}
	return true;
}

const struct kind kind_profile = {
	.name = "profile",
	.syntax = "how often a second, 1 to 100000: profile(99), profile.hz(99)",
	.doc = "so often a second, on each CPU",
	.resolve = resolve_profile,
};

const struct kind kind_perf = {
	.name = "perf",
	.syntax = "an event and how many of it: perf(\"cycles\":1000000)",
	.doc = "each time that a CPU has counted so many events",
	.resolve = resolve_perf,
	.list = list_perf,
	.list_alone = true,
};

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See report.h.  Faults come first, in the order of their sites, then losses, probe by probe, then what
 * nobody knows.
 */

#include "runtime/host/report.h"

#include <inttypes.h>

#include "runtime/host/value.h"

static const struct {
	const char *label, *text;
} losses[WIRE_PROBE_WORDS] = {
	[WIRE_LOST] = { "lost", "records, the buffer was full" },
	[WIRE_UNPAIRED] = { "unpaired", "exits, their entry is not known" },
	[WIRE_TABLE_FULL] = { "lost", "entries, no room to keep them for their exit" },
	[WIRE_NO_STACK] = { "lost", "stacks, others have their places" },
	[WIRE_MISSED] = { "missed", "hits" },
};

struct reporter {
	const struct report *r;
	FILE *out;
	enum diag_color color;
	bool any;
};

static u64 count(const struct report *r, u32 word)
{
	return __atomic_load_n(&r->state[word], __ATOMIC_RELAXED);
}

static void put_event(struct reporter *to, const char *event, struct span span,
		      const struct probe *probe, const char *text, u64 n)
{
	if (to->r->json)
		json_event(to->r->json, event, span, probe, text, n);
}

static void say(struct reporter *to, struct span span, const char *label, const char *text)
{
	to->any = true;
	if (to->out)
		diag_print_place(&to->r->p->s->diags, to->out, to->color, span, label, text);
}

static void report_fault(struct reporter *to, const struct site *site, u64 n)
{
	char text[128];

	snprintf(text, sizeof(text), "%s, %" PRIu64 " time%s", fault_text(site), n,
		 n == 1 ? "" : "s");
	say(to, site->span, "fault", text);
	put_event(to, "fault", site->span, NULL, fault_text(site), n);
}

/* False: what the kernel has missed it does not say. */
static bool kernel_missed(const struct reporter *to, const struct probe *probe, u64 *n)
{
	struct backend *b = to->r->b;

	*n = 0;
	return !probe->in_kernel || !b || b->ops->missed(b, probe->id, n);
}

static u64 loss(const struct reporter *to, const struct probe *probe, unsigned counter)
{
	u64 n = count(to->r, WIRE_STATE_HEAD + probe->id * WIRE_PROBE_WORDS + counter), more;

	return counter == WIRE_MISSED && kernel_missed(to, probe, &more) ? n + more : n;
}

static void report_losses(struct reporter *to, const struct probe *probe)
{
	const char *what;
	char text[256];
	unsigned i;
	u64 n;

	for (i = 0; i < WIRE_PROBE_WORDS; i++) {
		n = loss(to, probe, i);
		if (!n)
			continue;
		what = probe->kind == PROBE_TIMER && i == WIRE_MISSED ? "ticks" : losses[i].text;
		snprintf(text, sizeof(text), "%s: %" PRIu64 " %s", probe->name, n, what);
		say(to, probe->span, losses[i].label, text);
		put_event(to, "lost", probe->span, probe, what, n);
	}
}

/* One line for all of them: it is the kernel's, not the run's. */
static void report_untold(struct reporter *to)
{
	static const char what[] = "hits that were missed";
	const struct program *p = to->r->p;
	const struct probe *first = NULL;
	unsigned i, n = 0;
	char text[256], more[32] = "";
	u64 missed;

	for (i = 0; i < p->nprobes; i++) {
		if (kernel_missed(to, &p->probes[i], &missed))
			continue;
		put_event(to, "untold", p->probes[i].span, &p->probes[i], what, 0);
		first = first ? first : &p->probes[i];
		n++;
	}
	if (!n || !to->out)
		return;
	if (n > 1)
		snprintf(more, sizeof(more), " and %u more", n - 1);
	snprintf(text, sizeof(text), "%s%s: %s, which this kernel does not count", first->name, more, what);
	diag_print_place(&p->s->diags, to->out, to->color, NO_SPAN, "untold", text);
}

static void report_map(struct reporter *to, const struct map *m)
{
	u64 full = count(to->r, m->word), held = count(to->r, m->held);
	char text[256];

	if (full) {
		snprintf(text, sizeof(text), "%s: %" PRIu64 " updates, no room for another key (limit %u)",
			 m->name, full, m->limit);
		say(to, m->span, "lost", text);
		put_event(to, "lost", m->span, NULL, "updates, no room for another key", full);
	}
	if (held) {
		snprintf(text, sizeof(text), "%s: %" PRIu64 " accesses, by what had interrupted another one",
			 m->name, held);
		say(to, m->span, "lost", text);
		put_event(to, "lost", m->span, NULL, "accesses, by what had interrupted another one", held);
	}
}

bool report_print(const struct report *r, FILE *out, enum diag_color color)
{
	struct reporter to = { .r = r, .out = out, .color = color };
	const struct program *p = r->p;
	char text[128];
	unsigned i;
	u64 n;

	for (i = 0; i < p->nsites; i++) {
		n = p->sites[i].kind == SITE_FAULT ? count(r, p->fault_word + i) : 0;
		if (n)
			report_fault(&to, &p->sites[i], n);
	}
	for (i = 0; i < p->nprobes; i++)
		report_losses(&to, &p->probes[i]);
	for (i = 0; i < p->nmaps; i++)
		report_map(&to, p->maps[i]);
	report_untold(&to);
	if (r->malformed) {
		snprintf(text, sizeof(text), "%" PRIu64 " records that make no sense",
			 r->malformed);
		say(&to, NO_SPAN, "lost", text);
		put_event(&to, "lost", NO_SPAN, NULL, "records that make no sense", r->malformed);
	}
	return to.any;
}

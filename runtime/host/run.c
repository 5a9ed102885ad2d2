// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See run.h.
 *
 * Nothing in the kernel wakes the host: waking once per record would cost more than the record.
 * The loop looks for records every millisecond while there are some, and ever less often when there
 * are none; timers, signals and the child wake it at once.
 */

#include "runtime/host/run.h"

#include <errno.h>
#include <inttypes.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "runtime/host/child.h"
#include "runtime/host/events.h"
#include "runtime/host/format.h"
#include "runtime/host/interp.h"
#include "runtime/host/map_print.h"
#include "runtime/host/json.h"
#include "runtime/host/report.h"
#include "runtime/host/stacks.h"

#define POLL_MIN_MS 1
#define POLL_MAX_MS 16
#define BUSY_RECORDS 1024	/* so many at once: look again without a sleep */

struct timer {
	const struct probe *probe;
	u64 next;		/* when it is due, CLOCK_MONOTONIC */
};

struct run {
	struct session *s;
	const struct program *p;
	struct backend *b;
	const struct run_options *o;
	volatile u64 *state;
	struct output out;
	struct formatter formatter;
	struct json json;	/* o->json */
	struct interp interp;
	struct map_printer printer;
	struct events events;
	struct child child;
	struct timer *timers;
	unsigned ntimers;
	u64 deadline;		/* 0: none */
	u64 records, malformed;
	bool attached;
	bool in_kernel;		/* something has run in the kernel: there may be records */
	bool failed;		/* the diagnostics have it */
	bool ending;		/* `end` handlers print without limit */
	u64 begun, started, stopped;	/* for timing */
};

static void fail(struct run *r)
{
	r->failed = true;
}

/* ---- records ---- */

static bool limit_reached(const struct run *r)
{
	return r->o->max_records && r->records >= r->o->max_records;
}

static void emit(struct run *r, const struct wire_record *head, const void *payload, size_t len)
{
	if (!r->ending && limit_reached(r))
		return;
	if (r->o->json ? json_record(&r->json, head, payload, len)
		       : format_record(&r->formatter, head->site, payload, len))
		r->records++;
	else
		r->malformed++;
}

static void on_record(void *arg, const struct wire_record *record, size_t len)
{
	emit(arg, record, record + 1, len - WIRE_HEADER);
}

static unsigned drain(struct run *r)
{
	return r->in_kernel ? r->b->ops->drain(r->b, on_record, r) : 0;
}

/* A handler here prints: what handlers in the kernel printed before comes first. */
static void on_print(void *arg, unsigned site, const void *payload, size_t bytes)
{
	struct wire_record head = { .site = site };
	struct run *r = arg;

	drain(r);
	if (r->o->json) {	/* text has no use for them */
		head.cpu = sched_getcpu();
		head.ns = monotonic_ns();
	}
	emit(r, &head, payload, bytes);
}

static void on_print_map(void *arg, unsigned map, const void *key, enum agg_op op, unsigned percent,
			 u64 rows)
{
	struct run *r = arg;

	drain(r);
	map_print(&r->printer, map, key, op, percent, rows);
}

static bool should_stop(struct run *r)
{
	return r->failed || events_stop_signal() || limit_reached(r) || output_failed(&r->out) ||
	       __atomic_load_n(&r->state[WIRE_STOP], __ATOMIC_RELAXED);
}

/* ---- handlers that the host runs: here or, by the back end, in the kernel ---- */

static void run_handler(struct run *r, const struct probe *probe)
{
	if (probe->in_kernel) {
		drain(r);
		r->in_kernel = true;
		if (!r->b->ops->run(r->b, probe->id))
			fail(r);
		drain(r);
		return;
	}
	if (interp_run(&r->interp, probe->entry) != INTERP_BROKEN)
		return;
	diag(&r->s->diags, INTERNAL, probe->span, r->interp.broken);
	fail(r);
}

static int by_order(const void *a, const void *b)
{
	const struct probe *x = *(const struct probe *const *)a;
	const struct probe *y = *(const struct probe *const *)b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* The begin or end handlers in their order. */
static void run_all(struct run *r, enum probe_kind kind)
{
	const struct probe **v = arena_array(&r->s->arena, const struct probe *, r->p->nprobes + 1);
	unsigned i, n = 0;

	for (i = 0; i < r->p->nprobes; i++) {
		const struct probe *probe = &r->p->probes[i];

		if (probe->kind == kind && probe->entry)
			v[n++] = probe;
	}
	if (n)
		qsort(v, n, sizeof(*v), by_order);
	for (i = 0; i < n && !r->failed; i++) {
		if (kind == PROBE_BEGIN && should_stop(r))
			break;
		run_handler(r, v[i]);
	}
}

/* ---- timers ---- */

static void collect_timers(struct run *r)
{
	unsigned i;

	r->timers = arena_array(&r->s->arena, struct timer, r->p->nprobes + 1);
	for (i = 0; i < r->p->nprobes; i++) {
		const struct probe *probe = &r->p->probes[i];

		if (probe->kind == PROBE_TIMER && probe->period_ns)
			r->timers[r->ntimers++].probe = probe;
	}
}

static void start_timers(struct run *r)
{
	unsigned i;

	/* One start for all: where periods meet, handlers run in the order of the script. */
	r->started = monotonic_ns();
	for (i = 0; i < r->ntimers; i++)
		r->timers[i].next = r->started + r->timers[i].probe->period_ns;
	if (r->o->max_ns)
		r->deadline = r->started + r->o->max_ns;
}

static u64 next_deadline(const struct run *r)
{
	u64 next = r->deadline;
	unsigned i;

	for (i = 0; i < r->ntimers; i++)
		if (!next || r->timers[i].next < next)
			next = r->timers[i].next;
	return next;
}

static void tick(struct run *r, struct timer *t, u64 now)
{
	u64 n = (now - t->next) / t->probe->period_ns;
	u32 word = WIRE_STATE_HEAD + t->probe->id * WIRE_PROBE_WORDS + WIRE_MISSED;

	t->next += (n + 1) * t->probe->period_ns;
	if (n)
		__atomic_fetch_add(&r->state[word], n, __ATOMIC_RELAXED);
	run_handler(r, t->probe);
}

static void run_timers(struct run *r)
{
	u64 now = monotonic_ns();
	unsigned i;

	for (i = 0; i < r->ntimers && !should_stop(r); i++)
		if (r->timers[i].next <= now)
			tick(r, &r->timers[i], now);
}

/* ---- the loop ---- */

static bool has_to_wait(const struct run *r)
{
	return r->attached || r->ntimers || r->child.pid;
}

static bool is_over(struct run *r)
{
	return should_stop(r) || child_has_ended(&r->child) ||
	       (r->deadline && monotonic_ns() >= r->deadline);
}

static void loop(struct run *r)
{
	int interval = POLL_MIN_MS;
	unsigned n;

	while (!is_over(r)) {
		stacks_poll(r->formatter.values.stacks);
		n = drain(r);
		run_timers(r);
		if (n >= BUSY_RECORDS || is_over(r))
			continue;
		output_flush(&r->out);
		interval = n ? POLL_MIN_MS : interval * 2;
		if (interval > POLL_MAX_MS)
			interval = POLL_MAX_MS;
		events_arm(&r->events, next_deadline(r));
		events_wait(&r->events, r->child.pidfd, r->attached ? interval : -1);
	}
}

/* ---- start and stop ---- */

static void init_state(struct run *r)
{
	unsigned i;

	r->state = r->b ? r->b->state : arena_array(&r->s->arena, u64, r->p->state_words + 1);
	for (i = 0; i < r->p->nglobals; i++) {
		const struct global *g = &r->p->globals[i];

		__atomic_store_n(&r->state[g->word], (u64)g->initial, __ATOMIC_RELAXED);
	}
	__atomic_store_n(&r->state[WIRE_TARGET], (u64)r->o->target_pid, __ATOMIC_RELAXED);
}

/* Globals that are the addresses of functions, once symbols can be looked up. */
static void set_functions(struct run *r)
{
	unsigned i;

	for (i = 0; i < r->p->nglobals; i++) {
		const struct global *g = &r->p->globals[i];

		if (g->symbol)
			__atomic_store_n(&r->state[g->word],
					 stacks_function_address(r->formatter.values.stacks, g->symbol),
					 __ATOMIC_RELAXED);
	}
}

static bool start_child(struct run *r)
{
	if (!r->o->command)
		return true;
	if (!child_start(&r->child, r->s, r->o->command))
		return false;
	__atomic_store_n(&r->state[WIRE_TARGET], (u64)r->child.pid, __ATOMIC_RELAXED);
	return true;
}

static const char *output_name(const struct run *r)
{
	return r->o->output ? r->o->output : "standard output";
}

/* Everything before the first handler runs. */
static bool prepare(struct run *r)
{
	if (!output_open(&r->out, r->o->output)) {
		diag(&r->s->diags, OUTPUT, NO_SPAN, output_name(r), strerror(errno));
		return false;
	}
	if (r->p->needs_kernel && !r->b) {
		diag(&r->s->diags, INTERNAL, NO_SPAN, "kernel probes without a back end");
		return false;
	}
	if (!formatter_init(&r->formatter, r->p, &r->out))
		return false;
	__atomic_store_n(&r->state[WIRE_REAL], r->formatter.values.clock.offset, __ATOMIC_RELAXED);
	if (r->o->json)
		json_open(&r->json, &r->out, &r->formatter.values);
	interp_init(&r->interp, r->p, r->state, on_print, r);
	r->interp.values = &r->formatter.values;
	if (r->p->nmaps) {
		r->interp.maps = maps_new(r->p, r->b, r->state);
		r->interp.print_map = on_print_map;
		r->printer = (struct map_printer){ r->interp.maps, &r->formatter,
						   r->o->json ? &r->json : NULL };
	}
	r->formatter.values.stacks = stacks_new(r->p, r->b);
	set_functions(r);
	collect_timers(r);
	/* The child inherits signals as they were. */
	if (!start_child(r))
		return false;
	if (!events_init(&r->events)) {
		diag(&r->s->diags, INTERNAL, NO_SPAN, strerror(errno));
		return false;
	}
	return true;
}

static bool attach(struct run *r)
{
	unsigned i;

	for (i = 0; i < r->p->nprobes && !probe_attaches(&r->p->probes[i]); i++)
		;
	if (i == r->p->nprobes)
		return true;
	r->attached = r->in_kernel = true;	/* after a failure some of it is */
	return r->b->ops->attach(r->b);
}

static void start(struct run *r)
{
	run_all(r, PROBE_BEGIN);
	output_flush(&r->out);
	if (should_stop(r))
		return;
	if (!attach(r)) {
		fail(r);
		return;
	}
	start_timers(r);
	if (r->child.pid && !child_release(&r->child, r->s)) {
		fail(r);
		return;
	}
	if (has_to_wait(r))
		loop(r);
}

static bool has_faulted(const struct run *r)
{
	unsigned i;

	for (i = 0; i < r->p->nsites; i++)
		if (__atomic_load_n(&r->state[r->p->fault_word + i], __ATOMIC_RELAXED))
			return true;
	return false;
}

static void stop(struct run *r)
{
	r->stopped = monotonic_ns();
	__atomic_store_n(&r->state[WIRE_STOP], 1, __ATOMIC_RELAXED);
	if (r->attached) {
		r->b->ops->detach(r->b);
		drain(r);
		r->in_kernel = false;
	}
	child_finish(&r->child);
	r->ending = true;
	/* Nothing is attached any more; `end' may be in the kernel, too. */
	__atomic_store_n(&r->state[WIRE_STOP], 0, __ATOMIC_RELAXED);
	if (!r->failed && has_faulted(r))
		run_all(r, PROBE_ERROR);
	if (!r->failed)
		run_all(r, PROBE_END);
	if (!r->failed && r->p->nmaps && !r->o->no_maps)
		map_print_left(&r->printer);
}

/* ---- what is said about it ---- */

static void say_child(const struct run *r)
{
	const struct child *c = &r->child;

	if (!c->pid)
		return;
	if (!r->started)
		fprintf(stderr, "fptap: `%s' was not run\n", c->command);
	else if (!c->ended)
		fprintf(stderr, "fptap: `%s' is still running\n", c->command);
	else if (WIFSIGNALED(c->status))
		fprintf(stderr, "fptap: `%s' was killed by signal %d (%s)\n", c->command,
			WTERMSIG(c->status), strsignal(WTERMSIG(c->status)));
	else
		fprintf(stderr, "fptap: `%s' ended with status %d\n", c->command,
			WEXITSTATUS(c->status));
}

static double ms(u64 from, u64 to)
{
	return to > from ? (to - from) / 1e6 : 0;
}

static void say_timing(const struct run *r)
{
	u64 started = r->started ? r->started : r->stopped;

	fprintf(stderr,
		"fptap: begin and attach %.1f ms, run %.1f ms, stop %.1f ms, %" PRIu64 " records, "
		"%.1f ms of CPU\n",
		ms(r->begun, started), ms(started, r->stopped), ms(r->stopped, monotonic_ns()),
		r->records, clock() * 1e3 / CLOCKS_PER_SEC);
}

static int conclude(struct run *r)
{
	struct report report = {
		.p = r->p, .b = r->b, .state = r->state, .malformed = r->malformed,
		.json = r->o->json ? &r->json : NULL,
	};
	bool lost;

	output_flush(&r->out);
	lost = report_print(&report, r->o->quiet ? NULL : stderr, r->o->color);
	if (!output_close(&r->out))
		diag(&r->s->diags, OUTPUT, NO_SPAN, output_name(r), strerror(r->out.error));
	if (r->o->verbose)
		say_child(r);
	if (r->o->timing)
		say_timing(r);
	if (diags_failed(&r->s->diags))
		return r->s->diags.status;
	return lost && r->o->strict ? EXIT_LOSSES : EXIT_OK;
}

int run_program(struct session *s, const struct program *p, struct backend *b,
		const struct run_options *o)
{
	struct run *r = arena_new(&s->arena, struct run);
	int status = 0;

	*r = (struct run){ .s = s, .p = p, .b = b, .o = o, .child = NO_CHILD,
			   .events = { .wake = -1, .timer = -1 }, .begun = monotonic_ns() };
	init_state(r);
	if (prepare(r)) {
		start(r);
		stop(r);
		status = conclude(r);
	} else {
		child_finish(&r->child);
		status = s->diags.status;
		if (r->out.buffer)
			output_close(&r->out);
	}
	if (r->formatter.values.stacks)
		stacks_free(r->formatter.values.stacks);
	if (r->interp.maps)
		maps_free(r->interp.maps);
	json_close(&r->json);
	events_close(&r->events);
	if (b)
		b->ops->close(b);
	return status;
}

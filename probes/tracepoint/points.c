// SPDX-License-Identifier: GPL-2.0-or-later
/* See points.h. */

#include "probes/tracepoint/points.h"

#include <string.h>

#include "common/pattern.h"
#include "probes/tracepoint/events.h"
#include "target/files.h"
#include "target/formats.h"

static bool is_syscall_event(const char *name)
{
	return !strncmp(name, "sys_enter_", 10) || !strncmp(name, "sys_exit_", 9);
}

/* ftrace's own records are no tracepoints; those of system calls have a kind. */
bool event_is_listed(const char *system)
{
	return strcmp(system, "ftrace") && strcmp(system, "syscalls");
}

const struct format *format_of_event(struct sema *s, const char *system, const char *name,
				     const char **why)
{
	struct format *f = arena_new(s->a, struct format);
	struct bytes text;
	bool ok;

	*why = NULL;
	if (!formats_get(target_formats(s->target), s->a, system, name, &text))
		return NULL;
	ok = format_read(s->a, (const char *)text.at, text.size, f, why);
	file_free(&text);
	return ok ? f : NULL;
}

/* ---- the system of an event that formats are known of ---- */

struct where {
	const char *name;
	struct arena *a;
	const char *found;
};

static void note_system(void *arg, const char *system, const char *name)
{
	struct where *w = arg;

	if (!w->found && !strcmp(name, w->name))
		w->found = arena_strdup(w->a, system);
}

/* NULL: no format is of this name, or none are known. */
static const char *system_by_formats(struct sema *s, const char *name)
{
	struct where w = { name, s->a, NULL };

	formats_each(target_formats(s->target), note_system, &w);
	return w.found;
}

const char *point_system(struct sema *s, const struct tracepoint *t)
{
	const char *system = event_system(s->a, t->fn.name);

	if (system)
		return system;
	if (t->system && pattern_is_one_name(t->system))
		return t->system;
	return arena_strndup(s->a, t->fn.name, strcspn(t->fn.name, "_"));
}

/* ---- messages ---- */

static void formats_unknown(struct sema *s)
{
	const struct formats *f = target_formats(s->target);

	if (formats_are_known(f))
		return;
	diag_hint(s->d, "BTF does not describe it; its event's format would do as well, but %s",
		  f->why);
	diag_hint(s->d, "%s", f->hint);
}

struct offer {
	struct nearest near;
	struct arena *a;
};

static void offer_event(void *arg, const char *system, const char *name)
{
	struct offer *o = arg;

	if (event_is_listed(system))
		nearest_offer(&o->near, arena_strdup(o->a, name));
}

static void unknown(struct points *points, const char *name, struct span span)
{
	struct sema *s = points->s;
	bool exit = !strncmp(name, "sys_exit_", 9);
	struct offer o = { .a = s->a };

	diag(s->d, UNKNOWN_TRACEPOINT, span, name);
	diag_about(s->d, "", name, span);
	if (is_syscall_event(name)) {
		diag_hint(s->d, "that is written syscall(\"%s\")%s", name + (exit ? 9 : 10),
			  exit ? ".exit" : "");
		return;
	}
	nearest_init(&o.near, name);
	ktypes_offer_tracepoints(s->target->kt, &o.near);
	if (!o.near.best && !points->raw)
		formats_each(target_formats(s->target), offer_event, &o);
	diag_hint_near(s->d, o.near.best);
	if (!o.near.best && !points->raw)
		formats_unknown(s);
}

static void no_format(struct sema *s, const char *name, const char *why, struct span span)
{
	const struct formats *f = target_formats(s->target);

	if (why) {
		diag(s->d, BAD_FORMAT, span, name, why);
		diag_hint(s->d, "rawtracepoint(\"%s\") has its arguments as numbers", name);
		return;
	}
	diag(s->d, NO_FORMAT, span, name,
	     formats_are_known(f) ? "it is no event of this system" : f->why);
	if (!formats_are_known(f))
		diag_hint(s->d, "%s", f->hint);
}

/* ---- one name ---- */

static void add(struct points *points, const struct tracepoint *t)
{
	unsigned i;

	for (i = 0; i < points->n && strcmp(points->v[i].fn.name, t->fn.name); i++)
		;
	if (i < points->n || i == POINTS_MAX + 1)
		return;
	points->v[points->n++] = *t;
}

/*
 * A tracepoint of BTF's with a system that it does not belong to: by the table, which has what 6.1
 * to 7.3 have, and by the machine's formats where they are at hand.
 */
static bool is_of_system(struct points *points, const char *system, const char *name,
			 struct span span)
{
	struct sema *s = points->s;
	const char *right = event_system(s->a, name);
	struct bytes text;

	if (right && !strcmp(right, system))
		return true;
	if (s->target->running &&
	    formats_get(target_formats(s->target), s->a, system, name, &text)) {
		file_free(&text);
		return true;
	}
	if (!right && s->target->running)
		right = system_by_formats(s, name);
	if (!right)
		return true;
	diag(s->d, WRONG_SYSTEM, span, name, right, system);
	diag_hint(s->d, "tracepoint(\"%s:%s\")", right, name);
	return false;
}

/* Events that were made of breakpoints are no tracepoints: the kernel attaches no program of
 * theirs. */
static bool is_made(const struct format *f)
{
	return format_field(f, "__probe_ip") || format_field(f, "__probe_func");
}

enum found { FOUND, FOUND_NONE, FOUND_BAD };

static enum found add_by_format(struct points *points, const char *system, const char *name,
				bool quiet, struct span span)
{
	struct tracepoint t = { .fn = { .name = name }, .system = system };
	struct sema *s = points->s;
	const char *why;

	if (!event_is_listed(system) && !points->forced)
		return FOUND_NONE;
	t.format = format_of_event(s, system, name, &why);
	if (!t.format && (why || points->forced) && !quiet) {
		no_format(s, name, why, span);
		return FOUND_BAD;
	}
	if (!t.format)
		return FOUND_NONE;
	if (!is_made(t.format)) {
		add(points, &t);
		return FOUND;
	}
	if (quiet)
		return FOUND_NONE;
	diag(s->d, MADE_EVENT, span, system, name);
	diag_hint(s->d, "fptap migrate reads /sys/kernel/tracing/kprobe_events, and writes such "
			"events as probes");
	return FOUND_BAD;
}

/* Does BTF describe it, the kernel's or that of a module? */
static bool is_typed(struct sema *s, struct tracepoint *t, const char *name)
{
	t->by_btf = ktypes_tracepoint(s->target->kt, name, &t->fn) ||
		    (target_use_tracepoint(s->target, name) &&
		     ktypes_tracepoint(s->target->kt, name, &t->fn));
	return t->by_btf;
}

/* As BTF has it, by its format, or a raw one that nobody describes. */
static enum found add_one(struct points *points, const char *system, const char *name,
			  bool optional, struct span span)
{
	struct tracepoint t = { .system = system };
	struct sema *s = points->s;

	if (points->forced)
		return add_by_format(points, system, name, optional, span);
	t.by_btf =
		points->raw ? ktypes_tracepoint(s->target->kt, name, &t.fn) : is_typed(s, &t, name);
	if (t.by_btf) {
		if (system && !is_of_system(points, system, name, span))
			return FOUND_BAD;
		add(points, &t);
		return FOUND;
	}
	if (!points->raw)
		return add_by_format(points, system, name, optional, span);
	/* A module's may be there, too.  The kernel says so when it is attached. */
	if (!target_may_have(s->target, arena_printf(s->a, "__tracepoint_%s", name)))
		return FOUND_NONE;
	t.fn = (struct kfunc){ .name = name };
	add(points, &t);
	return FOUND;
}

/* ---- patterns ---- */

struct wanted {
	struct points *points;
	const char *system, *name;
	struct span span;
	unsigned n;
};

static void add_matching(void *arg, const char *tracepoint)
{
	struct wanted *w = arg;
	struct sema *s = w->points->s;
	struct tracepoint t = { .by_btf = true, .system = w->system };

	if (!pattern_matches(w->name, tracepoint) ||
	    (w->system && !event_in_system(s->a, tracepoint, w->system)) ||
	    !ktypes_tracepoint(s->target->kt, tracepoint, &t.fn))
		return;
	add(w->points, &t);
	w->n++;
}

static void add_matching_event(void *arg, const char *system, const char *name)
{
	struct wanted *w = arg;
	struct sema *s = w->points->s;
	struct tracepoint t = { .by_btf = false };

	if (!pattern_matches(w->name, name) || !pattern_matches(w->system, system))
		return;
	t.system = arena_strdup(s->a, system);
	name = arena_strdup(s->a, name);
	if (!w->points->forced && is_typed(s, &t, name))
		add(w->points, &t);
	else if (add_by_format(w->points, t.system, name, true, w->span) != FOUND)
		return;
	w->n++;
}

static enum found add_pattern(struct wanted *w)
{
	struct sema *s = w->points->s;

	if (!w->points->forced)
		ktypes_each_tracepoint(s->target->kt, add_matching, w);
	if (!w->n && w->system)
		formats_each(target_formats(s->target), add_matching_event, w);
	return w->n ? FOUND : FOUND_NONE;
}

/* "sched:sched_*"; raw: "sched_*". */
static enum found add_part(struct points *points, const char *part, bool optional, struct span span)
{
	struct wanted w = { .points = points, .name = part, .span = span };
	const char *colon = strchr(part, ':');

	if (!points->raw) {
		if (!colon || colon == part || !colon[1] || strchr(colon + 1, ':')) {
			diag(points->s->d, BAD_PROBE_ARGS, span, "tracepoint",
			     kind_tracepoint.syntax);
			return FOUND_BAD;
		}
		w.system = arena_strndup(points->s->a, part, (size_t)(colon - part));
		w.name = colon + 1;
	}
	if (pattern_is_one_name(part))
		return add_one(points, w.system, w.name, optional, span);
	return add_pattern(&w);
}

enum resolved points_select(struct points *points, const char *list, bool optional,
			    struct span span)
{
	struct sema *s = points->s;
	const char **parts, *colon;
	unsigned i, n = pattern_split(s->a, list, &parts);

	points->v = arena_array(s->a, struct tracepoint, POINTS_MAX + 2);
	for (i = 0; i < n; i++) {
		enum found found = add_part(points, parts[i], optional, span);

		if (found == FOUND_BAD)
			return RESOLVE_BAD;
		if (found == FOUND || optional)
			continue;
		colon = strchr(parts[i], ':');
		unknown(points, colon && pattern_is_one_name(parts[i]) ? colon + 1 : parts[i],
			span);
		return RESOLVE_BAD;
	}
	if (points->n > POINTS_MAX) {
		diag(s->d, TOO_MANY, span, POINTS_MAX, "tracepoints of one probe point");
		return RESOLVE_BAD;
	}
	return points->n ? RESOLVE_OK : RESOLVE_MISSING;
}

/* ---- arguments or fields ---- */

static bool is_argument(const struct tracepoint *t, const char *name)
{
	unsigned n;

	for (n = 0; n < t->fn.n; n++)
		if (!strcmp(t->fn.params[n].name, name))
			return true;
	return false;
}

bool point_has(const struct tracepoint *t, const char *name)
{
	return t->format ? format_field(t->format, name) != NULL : is_argument(t, name);
}

static bool all_are_arguments(const struct tracepoint *t, const struct used_names *used)
{
	unsigned i;

	for (i = 0; i < used->n; i++)
		if (!is_argument(t, used->v[i]->name))
			return false;
	return true;
}

static bool choose(struct sema *s, struct tracepoint *t, const struct used_names *used)
{
	const char *system = t->system, *why;
	const struct expr *argument = NULL, *field = NULL, *e;
	const struct format *f;
	unsigned i;

	if (!t->by_btf || t->format || all_are_arguments(t, used))
		return true;
	if (!system || !pattern_is_one_name(system))
		system = system_by_formats(s, t->fn.name);
	f = system ? format_of_event(s, system, t->fn.name, &why) : NULL;
	for (i = 0; f && i < used->n; i++) {
		e = used->v[i];
		if (!format_field(f, e->name))
			argument = e; /* or neither: then it is said as of an argument */
		else if (!is_argument(t, e->name))
			field = e;
	}
	if (f && !argument)
		t->format = f;
	if (!argument || !field || !is_argument(t, argument->name))
		return true;
	diag(s->d, ARGUMENT_AND_FIELD, argument->span, argument->name, t->fn.name, field->name);
	diag_hint(s->d, "two probes: one for what the arguments tell, one for the fields");
	return false;
}

bool points_choose(struct points *points, const struct used_names *used)
{
	unsigned i;

	for (i = 0; !points->raw && i < points->n; i++)
		if (!choose(points->s, &points->v[i], used))
			return false;
	return true;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* See tracefs.h: from events on kprobes to events on fprobes. */

#include <inttypes.h>
#include <string.h>

#include "migrate/tracefs.h"

struct rewriting {
	struct migration *m;
	const struct event *e;
	struct report_row *row;
	struct str out;
	bool changed; /* the argument is another one than in the original */
};

static bool no_register(struct rewriting *r, const char *name)
{
	report_refuses(&r->m->report, r->row, REGISTER,
		       arena_printf(&r->m->s->arena, "%%%s", name));
	return false;
}

/* An fprobe has no registers; what the interesting ones hold has a name. */
static bool put_register(struct rewriting *r, const char *name)
{
	const struct target *t = r->m->target;
	unsigned n = tracefs_register_arg(t, name);

	r->changed = true;
	if (r->e->is_return && tracefs_register_returns(t, name))
		str_puts(&r->out, "$retval");
	else if (!r->e->is_return && n)
		str_printf(&r->out, "$arg%u", n);
	else
		return no_register(r, name);
	return true;
}

static bool put_memory(struct rewriting *r, const struct fetch *f);

static bool put_fetch(struct rewriting *r, const struct fetch *f, const char *text)
{
	struct kfunc fn;

	if (f->kind == FETCH_REGISTER)
		return put_register(r, f->name);
	if (f->kind == FETCH_MEMORY)
		return put_memory(r, f);
	if (f->kind == FETCH_RETVAL && facts_prototype(r->m->target, r->e->target, &fn) &&
	    !fn.result) {
		report_refuses(&r->m->report, r->row, VOID, r->e->target);
		return false;
	}
	if (f->kind == FETCH_STACK || f->kind == FETCH_STACK_POINTER) {
		/* The kernel takes it, but on top lie the tracer's own frames. */
		report_refuses(&r->m->report, r->row, STACK, f->name);
		return false;
	}
	str_puts(&r->out, text);
	return true;
}

static const char *inner_text(struct arena *a, const struct fetch *f)
{
	struct fetch copy = *f;

	switch (copy.kind) {
	case FETCH_ADDRESS: return arena_printf(a, "@0x%" PRIx64, copy.number);
	case FETCH_SYMBOL:
		return copy.offset ? arena_printf(a, "@%s%+" PRId64, copy.name, copy.offset) :
				     arena_printf(a, "@%s", copy.name);
	case FETCH_NUMBER: return arena_printf(a, "\\%" PRId64, (int64_t)copy.number);
	case FETCH_STRING: return arena_printf(a, "\\\"%s\"", copy.name);
	default: return copy.name; /* variables and names are kept as they were written */
	}
}

static bool put_memory(struct rewriting *r, const struct fetch *f)
{
	str_printf(&r->out, "%c%s%" PRIu64 "(", f->offset < 0 ? '-' : '+', f->user ? "u" : "",
		   (uint64_t)(f->offset < 0 ? -f->offset : f->offset));
	if (!put_fetch(r, f->inner, inner_text(&r->m->s->arena, f->inner)))
		return false;
	str_putc(&r->out, ')');
	return true;
}

/* A register is called arg1 and is an x64 by itself; a parameter has a name and a type. */
static bool put_arg(struct rewriting *r, const struct event_arg *arg, unsigned n)
{
	struct str whole = r->out;

	str_init(&r->out, r->out.arena);
	r->changed = false;
	if (!put_fetch(r, arg->fetch, arg->text))
		return false;
	str_putc(&whole, ' ');
	if (arg->name)
		str_printf(&whole, "%s=", arg->name);
	else if (r->changed)
		str_printf(&whole, "arg%u=", n);
	str_puts(&whole, r->changed ? r->out.text : arg->text);
	if (arg->type.text)
		str_printf(&whole, ":%s", arg->type.text);
	else if (r->changed)
		str_puts(&whole, ":x64");
	r->out = whole;
	return true;
}

static void put_unchanged(struct migration *m, const struct event *e, struct report_row *row)
{
	report_becomes(&m->report, row, "the same line");
	writer_at(&m->out, e->span);
	writer_line(&m->out, "%s", e->line);
}

/* Events that no kretprobe is in stay what they are. */
static bool stays(const struct event *e)
{
	if (e->kind == 'f')
		return !e->maxactive;
	return e->is_user || strchr("te-", e->kind) ||
	       (!e->is_return && (e->is_address || e->offset));
}

static bool can_move(struct migration *m, const struct event *e, struct report_row *row)
{
	struct report *r = &m->report;

	if (e->is_address)
		report_refuses(r, row, ADDRESS, e->target);
	else if (e->offset)
		report_refuses(r, row, OFFSET,
			       arena_printf(&m->s->arena, "%s+%" PRIu64, e->target, e->offset));
	else if (strpbrk(e->target, "*?") && e->kind != 'f')
		report_refuses(r, row, ERROR, "kprobe events take no wildcards");
	else
		return facts_judge(m->facts, m->target, r, row, e->target, e->is_return);
	return false;
}

static void put_moved(struct rewriting *r, const char *point)
{
	struct migration *m = r->m;
	const struct event *e = r->e;

	if (e->maxactive)
		report_differs(&m->report, r->row, MAXACTIVE, e->maxactive);
	if (e->module)
		report_differs(&m->report, r->row, MODULE, e->module);
	report_becomes(&m->report, r->row, "%s", point);
	writer_at(&m->out, e->span);
	writer_line(&m->out, "%s%s", point, r->out.text);
}

void tracefs_write_event(struct migration *m, const struct event *e, struct report_row *row)
{
	struct rewriting r = { .m = m, .e = e, .row = row };
	const struct event_arg *arg;
	unsigned n = 1;
	bool ok;

	if (stays(e)) {
		put_unchanged(m, e, row);
		return;
	}
	str_init(&r.out, &m->s->arena);
	ok = can_move(m, e, row);
	for (arg = e->args; ok && arg; arg = arg->next)
		ok = put_arg(&r, arg, n++);
	if (!ok) {
		migrate_write_refused(m, row);
		return;
	}
	/* The group stays, so that readers of the event find it where it was. */
	put_moved(&r, arena_printf(&m->s->arena, "f:%s/%s %s%s",
				   e->group	  ? e->group :
				   e->kind == 'f' ? "fprobes" :
						    "kprobes",
				   e->name ? e->name : tracefs_default_name(&m->s->arena, e),
				   e->target, e->is_return ? "%return" : ""));
}

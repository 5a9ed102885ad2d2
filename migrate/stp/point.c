// SPDX-License-Identifier: GPL-2.0-or-later
/* See gen.h: probe points. */

#include <stdlib.h>
#include <string.h>

#include "migrate/stp/gen.h"
#include "probes/syscall/table.h"
#include "probes/tracepoint/events.h"

#define MAX_POINTS 1000

struct made { /* what one point became */
	struct str text;
	const struct stp_tapset *tapset;
	bool is_exit, in_user, is_never;
};

static const char *dotted(struct stp_gen *g, const struct stp_part *p)
{
	struct str s;

	str_init(&s, g->a);
	for (; p; p = p->next)
		str_printf(&s, "%s%s%s", s.len ? "." : "", p->name, p->arg ? "(…)" : "");
	return s.text;
}

static const char *string_arg(const struct stp_part *p)
{
	return p && p->arg && p->arg->kind == STP_EX_STRING ? p->arg->text : NULL;
}

/* "…" of a name, or a param. */
static const char *quoted(struct stp_gen *g, const struct stp_part *p, const char *sample)
{
	const char *s = string_arg(p);

	if (s)
		return arena_printf(g->a, "\"%s\"", s);
	if (!p || !p->arg || p->arg->kind != STP_EX_ARG || p->arg->number < 1 ||
	    p->arg->number > STP_MAX_ARGS)
		return NULL;
	g->sample[p->arg->number] = sample;
	return stp_expr_text(g, p->arg, BINDS_TERNARY);
}

/* ---- functions ---- */

/* .call, .return, .maxactive(N) …; false: refused. */
static bool suffixes(struct stp_gen *g, struct made *out, const struct stp_part *p)
{
	for (; p; p = p->next) {
		if (!strcmp(p->name, "return"))
			out->is_exit = true;
		else if (!strcmp(p->name, "maxactive"))
			stp_differs(g, MAXACTIVE,
				    p->arg ? stp_expr_text(g, p->arg, BINDS_TERNARY) : "?");
		else if (strcmp(p->name, "call") && strcmp(p->name, "exported")) {
			stp_refuse(g, KIND, arena_printf(g->a, "`.%s'", p->name));
			return false;
		}
	}
	return true;
}

/* "f@file", "f@file:line" */
static const char *function_name(struct stp_gen *g, const char *pattern)
{
	const char *at = strchr(pattern, '@'), *line = at ? strpbrk(at, ":+") : NULL;

	if (line)
		stp_refuse(g, OFFSET, pattern);
	else if (at && strpbrk(pattern, "*?") && strpbrk(pattern, "*?") < at)
		stp_refuse(g, FILE, at + 1);
	else if (at)
		stp_differs(g, FILE, at + 1);
	return at ? arena_strndup(g->a, pattern, (size_t)(at - pattern)) : pattern;
}

/* What is different of all fprobes, once for the script; and of exits of one function. */
static void warn(struct stp_gen *g, const char *name, const struct stp_part *suffix, bool is_exit)
{
	const struct stp_item *other;

	if (!g->row)
		return;
	report_differs(&g->m->report, NULL, RECURSION);
	if (!suffix && !strpbrk(name, "*?"))
		report_differs(&g->m->report, NULL, INLINED);
	if (!is_exit)
		return;
	other = table_get(&g->exits, name);
	if (!other)
		table_set(&g->exits, arena_strdup(g->a, name), (void *)g->pointed);
	else if (other != g->pointed)
		stp_differs(g, EXIT_ORDER);
}

static void put_function(struct stp_gen *g, struct made *out, const struct stp_part *p)
{
	const char *pattern = string_arg(p), *name = NULL;

	if (!suffixes(g, out, p->next))
		return;
	if (p->arg && p->arg->kind == STP_EX_NUMBER) {
		stp_refuse(g, ADDRESS, p->arg->text);
		return;
	}
	if (pattern) {
		name = function_name(g, pattern);
		if (g->row && !facts_judge(g->m->facts, g->m->target, &g->m->report, g->row, name,
					   out->is_exit))
			g->refused = true;
		warn(g, name, p->next, out->is_exit);
		name = arena_printf(g->a, "\"%s\"", name);
	} else {
		name = quoted(g, p, "vfs_read");
	}
	if (!name)
		stp_refuse(g, SYNTAX, "a function's name");
	str_printf(&out->text, "fprobe(%s)%s", name, out->is_exit ? ".exit" : "");
}

static void put_statement(struct stp_gen *g, const struct stp_part *p)
{
	const char *what = string_arg(p);

	if (what)
		stp_refuse(g, OFFSET, what);
	else
		stp_refuse(g, ADDRESS, p->arg ? stp_expr_text(g, p->arg, BINDS_TERNARY) : "?");
}

/* SystemTap has tracepoints by name alone.  What is not listed belongs to what its name begins with. */
static const char *tracepoint_system(struct stp_gen *g, const char *name)
{
	size_t n = name ? strcspn(name, "_*?[:") : 0;
	const char *listed = name ? event_system_of_pattern(name) : NULL;

	if (listed || !name || name[n] != '_' || strchr(name, ':'))
		return listed;
	return arena_strndup(g->a, name, n);
}

static void put_tracepoint(struct stp_gen *g, struct made *out, const struct stp_part *p)
{
	const char *name = quoted(g, p, "sched_switch");

	if (!name)
		stp_refuse(g, SYNTAX, "a tracepoint's name");
	else if (tracepoint_system(g, string_arg(p)))
		str_printf(&out->text, "tracepoint(\"%s:%s\")", tracepoint_system(g, string_arg(p)),
			   string_arg(p));
	else
		str_printf(&out->text, "%stracepoint(%s)", strchr(name, ':') ? "" : "raw", name);
}

/* What stands behind kernel. module(…). kprobe. */
static void put_kernel(struct stp_gen *g, struct made *out, const struct stp_part *p)
{
	if (!strcmp(p->name, "module") && p->next) {
		if (string_arg(p))
			stp_differs(g, MODULE, string_arg(p));
		p = p->next;
	} else if (p->next) {
		p = p->next;
	}
	if (!strcmp(p->name, "module") && p->next)
		return put_kernel(g, out, p);
	if (!strcmp(p->name, "function"))
		put_function(g, out, p);
	else if (!strcmp(p->name, "statement"))
		put_statement(g, p);
	else if (!strcmp(p->name, "trace") || !strcmp(p->name, "tracepoint"))
		put_tracepoint(g, out, p);
	else
		stp_refuse(g, KIND, arena_printf(g->a, "`%s'", p->name));
}

/* ---- programs ---- */

static void put_process(struct stp_gen *g, struct made *out, const struct stp_part *p)
{
	const char *path = quoted(g, p, "/bin/sh"), *provider = "*", *name;

	for (p = p->next; p; p = p->next) {
		if (!strcmp(p->name, "library"))
			path = quoted(g, p, "/bin/sh");
		else if (!strcmp(p->name, "provider"))
			provider = string_arg(p) ? string_arg(p) : "*";
		else
			break;
	}
	name = p ? quoted(g, p, "main") : NULL;
	if (!p || !path || !name || (strcmp(p->name, "function") && strcmp(p->name, "mark"))) {
		stp_refuse(g, KIND,
			   arena_printf(g->a, "`process%s%s'", p ? "." : "", p ? p->name : ""));
		return;
	}
	if (!strcmp(p->name, "mark")) {
		str_printf(&out->text, "usdt(%s:\"%s:%s\")", path, provider,
			   string_arg(p) ? string_arg(p) : "*");
		return;
	}
	if (!suffixes(g, out, p->next))
		return;
	if (string_arg(p))
		name = arena_printf(g->a, "\"%s\"", function_name(g, string_arg(p)));
	str_printf(&out->text, "uprobe(%s:%s)%s", path, name, out->is_exit ? ".exit" : "");
}

/* ---- time, begin and end ---- */

static void put_timer(struct stp_gen *g, struct made *out, const struct stp_part *p)
{
	const struct stp_part *unit = p->next;
	const char *n = unit && unit->arg ? stp_expr_text(g, unit->arg, BINDS_TERNARY) : NULL;
	long long hz = unit && unit->arg ? unit->arg->number : 0;
	bool literal = unit && unit->arg && unit->arg->kind == STP_EX_NUMBER;
	const char *name = unit ? unit->name : "";

	out->in_user = true;
	if (unit && unit->next)
		stp_differs(g, DROPPED, arena_printf(g->a, ".%s", unit->next->name));
	if (!strcmp(name, "profile") && g->sorts) {
		stp_differs(g, TICK_HOST);
		str_puts(&out->text, "timer(4ms)");
	} else if (!strcmp(name, "profile")) {
		stp_differs(g, TICK);
		out->in_user = false;
		str_puts(&out->text, "profile(250)");
	} else if (!n) {
		stp_refuse(g, KIND, "`timer'");
	} else if (!strcmp(name, "hz") && literal && hz > 0 && hz <= 1000) {
		str_printf(&out->text, 1000 % hz ? "timer(%lldus)" : "timer(%lldms)",
			   (1000 % hz ? 1000000 : 1000) / hz);
	} else if (!strcmp(name, "jiffies") && literal && hz > 0 && hz < 100000) {
		stp_differs(g, JIFFIES);
		str_printf(&out->text, "timer(%lldms)", hz * 4);
	} else {
		name = !strcmp(name, "sec")  ? "s" :
		       !strcmp(name, "msec") ? "ms" :
		       !strcmp(name, "usec") ? "us" :
					       name;
		if (literal && strstr(" s ms us ns ", arena_printf(g->a, " %s ", name)))
			str_printf(&out->text, "timer(%lld%s)", hz, name);
		else
			str_printf(&out->text, "timer.%s(%s)", name, n);
	}
}

static void put_moment(struct stp_gen *g, struct made *out, const struct stp_part *p)
{
	out->in_user = true;
	str_puts(&out->text, !strcmp(p->name, "oneshot") ? "begin" : p->name);
	if (p->arg)
		str_printf(&out->text, "(%s)", stp_expr_text(g, p->arg, BINDS_TERNARY));
}

/* ---- by name ---- */

static void put_argument(struct stp_gen *g, struct made *out, const struct stp_part *p)
{
	unsigned n = (unsigned)atoi(p->name + 1);

	if (n >= 1 && n <= STP_MAX_ARGS) {
		g->arg_is_point[n] = true;
		g->sample[n] = "vfs_read";
	}
	stp_differs(g, POINT_ARGUMENT, p->name);
	if (suffixes(g, out, p->next))
		str_printf(&out->text, "fprobe(arg%u)%s", n, out->is_exit ? ".exit" : "");
}

/* What the tapset's variables are in a probe of the script's own alias: those of the points behind
 * it. */
static const struct stp_tapset *tapset_behind(struct stp_gen *g, const char *alias, unsigned depth)
{
	const struct stp_item *i = table_get(&g->script->aliases, alias);
	const struct stp_tapset *t;
	const struct stp_point *pt;
	unsigned at = 0;
	bool exit;

	for (pt = i && depth < 8 ? i->points : NULL; pt; pt = pt->next) {
		const char *name = dotted(g, pt->parts);

		t = table_get(&g->script->aliases, name) ? tapset_behind(g, name, depth + 1) :
							   stp_next_tapset(g->a, name, &at, &exit);
		if (t)
			return t;
	}
	return NULL;
}

/* An alias of the script's: its name, with .exit for .return. */
static bool put_own_alias(struct stp_gen *g, struct made *out, const struct stp_part *parts)
{
	const char *full = dotted(g, parts);
	const struct stp_part *p;
	size_t n = strlen(full), at = 0;

	if (!table_get(&g->script->aliases, full)) {
		while (n && full[n] != '.')
			n--;
		if (!n || !table_get(&g->script->aliases, arena_strndup(g->a, full, n)))
			return false;
		full = arena_strndup(g->a, full, n);
	}
	out->tapset = tapset_behind(g, full, 0);
	for (p = parts; p; p = p->next) {
		bool is_exit = !strcmp(p->name, "return");

		out->is_exit |= is_exit;
		at += strlen(p->name) + 1;
		if (strcmp(p->name, "call") || at <= strlen(full) + 1)
			str_printf(&out->text, "%s%s", p == parts ? "" : ".",
				   is_exit ? "exit" : p->name);
	}
	return true;
}

/* Is it a system call of other architectures?  The tapset's alias is then there without a probe. */
static bool is_others_call(const struct stp_gen *g, const char *points)
{
	const char *name = points + strlen("syscall(\""), *arch = g->m->target->arch;
	size_t n = strcspn(name, "\"");
	enum syscall_abi abi;
	unsigned i;

	if (strncmp(points, "syscall(\"", strlen("syscall(\"")) ||
	    !syscall_abi_of(arch ? arch : "x86_64", false, &abi))
		return false;
	for (i = 0; i < nsyscalls; i++)
		if (strlen(syscalls[i].name) == n && !strncmp(syscalls[i].name, name, n))
			return syscalls[i].number[abi] < 0;
	return false;
}

static void put_tapset(struct stp_gen *g, struct made *out, const struct stp_part *parts)
{
	const char *name = dotted(g, parts);
	const struct stp_tapset *t;
	unsigned i = 0;
	bool exit;

	while ((t = stp_next_tapset(g->a, name, &i, &exit))) {
		if (!out->tapset)
			out->tapset = t;
		out->is_exit |= t->is_exit || exit;
		str_printf(&out->text, "%s%s%s", out->text.len ? ", " : "", t->points,
			   exit ? ".exit" : "");
		if (is_others_call(g, t->points)) {
			str_putc(&out->text, '?');
			stp_differs(g, NO_CALL, name);
		}
	}
	if (!out->tapset)
		stp_refuse(g, KIND, arena_printf(g->a, "`%s'", name));
}

static const struct {
	const char *name;
	void (*put)(struct stp_gen *g, struct made *out, const struct stp_part *p);
} families[] = {
	{ "begin", put_moment },   { "end", put_moment },    { "error", put_moment },
	{ "oneshot", put_moment }, { "timer", put_timer },   { "kernel", put_kernel },
	{ "module", put_kernel },  { "kprobe", put_kernel }, { "process", put_process },
};

static void put_point(struct stp_gen *g, struct made *out, const struct stp_point *pt)
{
	const struct stp_part *p = pt->parts;
	size_t i;

	str_init(&out->text, g->a);
	if (p->name[0] == '$')
		return put_argument(g, out, p);
	if (!strcmp(p->name, "never") || !strcmp(p->name, "prometheus")) {
		out->is_never = true;
		if (p->name[0] == 'p')
			stp_differs(g, EXPORTER);
		return;
	}
	if (put_own_alias(g, out, p))
		return;
	for (i = 0; i < sizeof(families) / sizeof(*families); i++)
		if (!strcmp(families[i].name, p->name))
			return families[i].put(g, out, p);
	put_tapset(g, out, p);
}

/* ---- groups ---- */

static void find_context(struct stp_expr *e, void *with)
{
	bool *found = with;

	*found |= e->kind == STP_EX_CTX || (e->kind == STP_EX_AT && !strcmp(e->text, "entry")) ||
		  (e->kind == STP_EX_CALL && strstr(e->text, "_arg"));
}

static void find_sort(struct stp_stmt *st, void *with)
{
	*(bool *)with |= st->kind == STP_ST_FOREACH && st->sort;
}

/* Do the variables of both mean the same? */
static bool same_variables(struct stp_gen *g, const struct stp_item *i, const struct stp_tapset *a,
			   const struct stp_tapset *b)
{
	const struct stp_scope *s = stp_scope_of(g, i);
	unsigned j;

	for (j = 0; s && j < s->n; j++) {
		const struct stp_local *l = s->order[j];
		const struct stp_var *x = a ? stp_find_var(a->name, l->name) : NULL;
		const struct stp_var *y = b ? stp_find_var(b->name, l->name) : NULL;

		if (l->is_written || l->is_loop)
			continue;
		if ((x || y) && (!x || !y || strcmp(x->text, y->text)))
			return false;
	}
	return true;
}

static bool may_join(struct stp_gen *g, const struct stp_item *i, const struct stp_group *to,
		     const struct made *m, const struct stp_point *pt, bool context)
{
	const char *one = to->cond ? migrate_words(g->m, to->cond->span) : "";
	const char *two = pt->cond ? migrate_words(g->m, pt->cond->span) : "";

	if (to->is_never || m->is_never || strcmp(one, two))
		return false;
	if (context && to->is_exit != m->is_exit)
		return false;
	return same_variables(g, i, to->tapset, m->tapset);
}

/* Left out: what is not there in fptap, but need not be there either. */
static bool made(struct stp_gen *g, struct made *out, const struct stp_point *pt, bool may_fail)
{
	struct report_row *row = g->row, aside = { .last_remark = &aside.remarks };
	bool before = g->refused;

	*out = (struct made){ 0 };
	if (!may_fail) {
		put_point(g, out, pt);
		return !g->refused;
	}
	g->row = row ? &aside : NULL;
	g->refused = false;
	put_point(g, out, pt);
	g->row = row;
	if (g->refused) {
		stp_differs(g, DROPPED, dotted(g, pt->parts));
		g->refused = before;
		return false;
	}
	g->refused = before;
	*out = (struct made){ 0 };
	put_point(g, out, pt);
	return true;
}

struct stp_group *stp_points(struct stp_gen *g, struct stp_item *i)
{
	struct stp_group *first = NULL, **last = &first, *to = NULL;
	bool context = false, enough = false;
	const struct stp_point *pt;

	g->pointed = i;
	g->sorts = false;
	stp_walk_stmt(i->body, find_sort, NULL, &g->sorts);
	stp_walk_stmt(i->body, NULL, find_context, &context);
	for (pt = i->points; pt; pt = pt->next) {
		bool may_fail = pt->optional || enough || (pt->enough && pt->next);
		const char *mark = pt->enough ? "!" : pt->optional ? "?" : "";
		struct made m;

		enough = pt->enough;
		if (!made(g, &m, pt, may_fail))
			continue;
		if (!to || !may_join(g, i, to, &m, pt, context)) {
			to = arena_new(g->a, struct stp_group);
			*to = (struct stp_group){ .points = "",
						  .cond = pt->cond,
						  .tapset = m.tapset,
						  .is_exit = m.is_exit,
						  .in_user = m.in_user,
						  .is_never = m.is_never };
			*last = to;
			last = &to->next;
		}
		to->in_user &= m.in_user;
		if (m.text.len && strchr("?!", m.text.text[m.text.len - 1]))
			mark = "";
		to->points = arena_printf(g->a, "%s%s%s%s", to->points, *to->points ? ", " : "",
					  m.text.text, mark);
	}
	if (!first && !g->refused)
		stp_refuse(g, KIND, "none of its points");
	return first;
}

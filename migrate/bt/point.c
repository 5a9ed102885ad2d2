// SPDX-License-Identifier: GPL-2.0-or-later
/* See bt.h: probe points, one row per kind. */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "migrate/bt/bt.h"

enum family { HOST, FUNCTION, USER, USDT, TRACEPOINT, RAW, SAMPLE, TIMER, EVENT, NOT_HERE };

static const struct kind {
	const char *name;
	enum family family;
	bool exit;
	const char *entry; /* exit: the kind of its entry */
} kinds[] = {
	{ "BEGIN", HOST, false, NULL },
	{ "END", HOST, false, NULL },
	{ "begin", HOST, false, NULL },
	{ "end", HOST, false, NULL },
	{ "kprobe", FUNCTION, false, NULL },
	{ "k", FUNCTION, false, NULL },
	{ "kretprobe", FUNCTION, true, "kprobe" },
	{ "kr", FUNCTION, true, "kprobe" },
	{ "kfunc", FUNCTION, false, NULL },
	{ "f", FUNCTION, false, NULL },
	{ "fentry", FUNCTION, false, NULL },
	{ "kretfunc", FUNCTION, true, "kprobe" },
	{ "fexit", FUNCTION, true, "kprobe" },
	{ "fr", FUNCTION, true, "kprobe" },
	{ "uprobe", USER, false, NULL },
	{ "u", USER, false, NULL },
	{ "uretprobe", USER, true, "uprobe" },
	{ "ur", USER, true, "uprobe" },
	{ "usdt", USDT, false, NULL },
	{ "U", USDT, false, NULL },
	{ "tracepoint", TRACEPOINT, false, NULL },
	{ "t", TRACEPOINT, false, NULL },
	{ "rawtracepoint", RAW, false, NULL },
	{ "rt", RAW, false, NULL },
	{ "profile", SAMPLE, false, NULL },
	{ "p", SAMPLE, false, NULL },
	{ "interval", TIMER, false, NULL },
	{ "i", TIMER, false, NULL },
	{ "software", EVENT, false, NULL },
	{ "s", EVENT, false, NULL },
	{ "hardware", EVENT, false, NULL },
	{ "h", EVENT, false, NULL },
	{ "watchpoint", NOT_HERE, false, NULL },
	{ "w", NOT_HERE, false, NULL },
	{ "asyncwatchpoint", NOT_HERE, false, NULL },
	{ "aw", NOT_HERE, false, NULL },
	{ "iter", NOT_HERE, false, NULL },
	{ "it", NOT_HERE, false, NULL },
};

static const struct kind *kind_of(const struct bt_point *pt)
{
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (!strcmp(kinds[i].name, pt->kind))
			return &kinds[i];
	return NULL;
}

/* kprobe:module:function has three words; the function is the last one. */
static const char *last_part(const struct bt_point *pt)
{
	return pt->n ? pt->parts[pt->n - 1] : "";
}

static bool syscall_name(const struct bt_point *pt, const char **name, bool *exit)
{
	if (pt->n != 2 || strcmp(pt->parts[0], "syscalls"))
		return false;
	*exit = !strncmp(pt->parts[1], "sys_exit_", 9);
	if (!*exit && strncmp(pt->parts[1], "sys_enter_", 10))
		return false;
	*name = pt->parts[1] + (*exit ? 9 : 10);
	return true;
}

bool bt_is_return(const struct bt_point *pt)
{
	const struct kind *k = kind_of(pt);
	const char *name;
	bool exit;

	return k &&
	       (k->exit || (k->family == TRACEPOINT && syscall_name(pt, &name, &exit) && exit));
}

const char *bt_entry_text(struct arena *a, const struct bt_point *pt)
{
	const struct kind *k = kind_of(pt);
	const char *name;
	bool exit;

	if (k && k->family == TRACEPOINT && syscall_name(pt, &name, &exit) && exit)
		return arena_printf(a, "tracepoint:syscalls:sys_enter_%s", name);
	if (!k || !k->exit)
		return NULL;
	return arena_printf(a, "%s:%s", k->entry,
			    strchr(pt->text, ':') ? strchr(pt->text, ':') + 1 : "");
}

/* ---- what the handler can use ---- */

static bool is_glob(const char *name)
{
	return strpbrk(name, "*?[") != NULL;
}

static bool prototype(struct bt *b, const struct bt_point *pt, const struct kind *k,
		      struct kfunc *fn)
{
	if (!b->kt)
		return false;
	if (k->family == FUNCTION)
		return !is_glob(last_part(pt)) && ktypes_function(b->kt, last_part(pt), fn);
	if (k->family == TRACEPOINT || k->family == RAW)
		return ktypes_tracepoint(b->kt, last_part(pt), fn);
	return false;
}

/* Parameters that have one name and one type in both. */
static void common(struct kfunc *all, const struct kfunc *one)
{
	unsigned i;

	if (all->n > one->n)
		all->n = one->n;
	for (i = 0; i < all->n; i++)
		if (strcmp(all->params[i].name, one->params[i].name) ||
		    all->params[i].type != one->params[i].type)
			all->params[i].name = "";
	if (all->result != one->result)
		all->result = 0;
}

void bt_enter_probe(struct bt *b, struct bt_item *item)
{
	const struct bt_point *pt;
	const char *name;
	struct kfunc fn;
	bool exit;

	b->item = item;
	b->has_fn = b->is_exit = b->is_host = b->is_user = b->is_syscall = b->is_probe = false;
	b->tracepoint = NULL;
	for (pt = item->points; pt; pt = pt->next) {
		const struct kind *k = kind_of(pt);

		if (!k)
			continue;
		b->is_exit = b->is_exit || k->exit;
		b->is_user = b->is_user || k->family == USER || k->family == USDT;
		b->is_host = b->is_host || k->family == HOST || k->family == TIMER;
		b->is_probe = b->is_probe || k->family == FUNCTION;
		if (k->family == TRACEPOINT && syscall_name(pt, &name, &exit)) {
			b->is_syscall = true;
			b->is_exit = b->is_exit || exit;
			continue;
		}
		if (k->family == TRACEPOINT && pt->n == 2)
			b->tracepoint = arena_printf(b->a, "%s:%s", pt->parts[0], pt->parts[1]);
		if (!prototype(b, pt, k, &fn))
			continue;
		if (b->has_fn)
			common(&b->fn, &fn);
		else
			b->fn = fn;
		b->has_fn = true;
	}
}

/* ---- one point ---- */

struct placing {
	struct bt *b;
	const struct bt_item *item;
	const struct bt_point *pt;
	const struct kind *k;
	bool last; /* of those that the kernel may lack */
};

/* Where several are named, those that this kernel lacks may be missing, as there; one must stay. */
static const char *mark(const struct placing *p, const char *function)
{
	const struct bt_point *i;
	struct kfunc fn;
	bool others = false;

	/* Copies that the compiler makes are in no BTF. */
	if (!p->b->kt || (is_glob(function) && !strchr(function, '.')) ||
	    ktypes_function(p->b->kt, function, &fn))
		return "";
	for (i = p->item->points; i; i = i->next)
		others = others || (i != p->pt && (is_glob(last_part(i)) ||
						   ktypes_function(p->b->kt, last_part(i), &fn)));
	return others ? "?" : "";
}

static const char *function_point(const struct placing *p)
{
	struct bt *b = p->b;
	const char *name = last_part(p->pt), *plus = strchr(name, '+');
	struct report_row *row = p->item->row;
	const char *m = mark(p, name);

	if (p->pt->n > 2 || !*name)
		return bt_refuse(b, SYNTAX, p->pt->text);
	if (plus && strcmp(plus, "+0"))
		return p->k->exit ? bt_refuse(b, OFFSET, name) :
				    arena_printf(b->a, "kprobe(\"%s\")", name);
	if (plus)
		name = arena_strndup(b->a, name, (size_t)(plus - name));
	if (p->pt->n == 2 && strcmp(p->pt->parts[0], "vmlinux"))
		report_differs(&b->m->report, row, MODULE, p->pt->parts[0]);
	if (!*m && !facts_judge(b->m->facts, b->m->target, &b->m->report, row, name, p->k->exit))
		b->refused = true;
	return arena_printf(b->a, "fprobe(\"%s\")%s%s", name, p->k->exit ? ".exit" : "", m);
}

static const char *user_point(const struct placing *p)
{
	const struct bt_point *pt = p->pt;

	if (pt->n < 2)
		return bt_refuse(p->b, SYNTAX, pt->text);
	return arena_printf(p->b->a, "uprobe(\"%s\":\"%s\")%s%s", pt->parts[0], last_part(pt),
			    p->k->exit ? ".exit" : "", p->b->may_miss ? "?" : "");
}

static const char *usdt_point(const struct placing *p)
{
	const struct bt_point *pt = p->pt;

	if (pt->n < 2)
		return bt_refuse(p->b, SYNTAX, pt->text);
	return pt->n == 2 ?
		       arena_printf(p->b->a, "usdt(\"%s\":\"*:%s\")", pt->parts[0], pt->parts[1]) :
		       arena_printf(p->b->a, "usdt(\"%s\":\"%s:%s\")", pt->parts[0], pt->parts[1],
				    pt->parts[2]);
}

static const char *tracepoint_point(const struct placing *p)
{
	const struct bt_point *pt = p->pt;
	const char *name;
	bool exit;

	if (pt->n != 2)
		return bt_refuse(p->b, SYNTAX, pt->text);
	if (syscall_name(pt, &name, &exit))
		return arena_printf(p->b->a, "syscall(\"%s\")%s", name, exit ? ".exit" : "");
	return arena_printf(p->b->a, "tracepoint(\"%s:%s\")", pt->parts[0], pt->parts[1]);
}

/* interval:s:1, interval:1s, profile:hz:99 */
static const char *timed_point(const struct placing *p)
{
	const struct bt_point *pt = p->pt;
	const char *unit = pt->n == 2 ? pt->parts[0] : "", *n = last_part(pt);
	unsigned long number = strtoul(n, NULL, 10);
	bool sample = p->k->family == SAMPLE;

	if (pt->n == 1) {
		unit = n + strspn(n, "0123456789");
		n = arena_printf(p->b->a, "%lu", number);
	}
	if (!number)
		return bt_refuse(p->b, SYNTAX, pt->text);
	if (!sample && (!strcmp(unit, "m") || !strcmp(unit, "h")))
		return arena_printf(p->b->a, "timer(%s%s)", n, *unit == 'm' ? "min" : unit);
	if (!strcmp(unit, "hz") && sample)
		return arena_printf(p->b->a, "profile(%s)", n);
	if (!strcmp(unit, "hz"))
		return 1000 % number ? arena_printf(p->b->a, "timer.hz(%s)", n) :
				       arena_printf(p->b->a, "timer(%lums)", 1000 / number);
	if (strcmp(unit, "s") && strcmp(unit, "ms") && strcmp(unit, "us"))
		return bt_refuse(p->b, SYNTAX, pt->text);
	if (!sample)
		return arena_printf(p->b->a, "timer(%s%s)", n, unit);
	number *= !strcmp(unit, "us") ? 1 : !strcmp(unit, "ms") ? 1000 : 1000000;
	if (1000000 % number)
		return bt_refuse(p->b, KIND, arena_printf(p->b->a, "sampling every %s%s", n, unit));
	return arena_printf(p->b->a, "profile(%lu)", 1000000 / number);
}

static const char *event_point(const struct placing *p)
{
	const struct bt_point *pt = p->pt;
	bool hard = *p->k->name == 'h';

	if (!pt->n)
		return bt_refuse(p->b, SYNTAX, pt->text);
	return arena_printf(p->b->a, "perf(\"%s\":%s)", pt->parts[0],
			    pt->n > 1 && *pt->parts[1] ? pt->parts[1] :
			    hard		       ? "1000000" :
							 "1");
}

static const char *place(const struct placing *p)
{
	switch (p->k ? p->k->family : NOT_HERE) {
	case HOST: return *p->k->name == 'B' || *p->k->name == 'b' ? "begin" : "end";
	case FUNCTION: return function_point(p);
	case USER: return user_point(p);
	case USDT: return usdt_point(p);
	case TRACEPOINT: return tracepoint_point(p);
	case RAW: return arena_printf(p->b->a, "rawtracepoint(\"%s\")", last_part(p->pt));
	case SAMPLE:
	case TIMER: return timed_point(p);
	case EVENT: return event_point(p);
	case NOT_HERE: break;
	}
	return bt_refuse(p->b, KIND, p->pt->text);
}

bool bt_put_points(struct bt *b, const struct bt_item *item, struct str *out)
{
	struct placing p = { .b = b, .item = item };

	for (p.pt = item->points; p.pt; p.pt = p.pt->next) {
		p.k = kind_of(p.pt);
		str_printf(out, "%s%s", p.pt == item->points ? "" : ", ", place(&p));
	}
	return !b->refused;
}

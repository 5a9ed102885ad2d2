// SPDX-License-Identifier: GPL-2.0-or-later
/* See bt.h: functions. */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "migrate/bt/bt.h"

#define DEFAULT_BUFFER 64 /* bytes that buf() shows at most there, unless told otherwise */

static struct bt_text post(const char *t)
{
	return (struct bt_text){ t, LEVEL_POSTFIX };
}

static const struct bt_expr *arg(const struct bt_expr *e, unsigned n)
{
	const struct bt_expr *a = e->args;

	for (; a && n; n--)
		a = a->next;
	return a;
}

static const char *arg_text(struct bt *b, const struct bt_expr *e, unsigned n)
{
	const struct bt_expr *a = arg(e, n);

	return a ? bt_plain(b, a) : bt_refuse(b, SYNTAX, migrate_words(b->m, e->span));
}

/* f(args) */
static struct bt_text call_as(struct bt *b, const char *name, const struct bt_expr *e)
{
	return post(arena_printf(b->a, "%s(%s)", name, bt_list(b, e->args)));
}

/* ---- strings ---- */

static struct bt_text call_str(struct bt *b, const struct bt_expr *e)
{
	const struct bt_expr *a = arg(e, 0);
	struct bt_info i;
	bool user;

	if (a && a->kind == BT_POSITIONAL)
		return bt_expr(b, a);
	i = bt_info(b, a);
	user = i.user || (!i.base && (b->is_user || b->is_syscall));
	if (i.value == VALUE_STRING) /* a char array, or a string already */
		return bt_expr(b, a);
	report_differs(&b->m->report, NULL, STRINGS);
	return call_as(b, user ? "user_string" : "string", e);
}

/* Tells what is different, as C does: 0 is the same. */
static struct bt_text call_strncmp(struct bt *b, const struct bt_expr *e)
{
	const struct bt_expr *x = arg(e, 0), *y = arg(e, 1), *n = arg(e, 2);
	const char *len;

	if (!x || !y || !n)
		return post(bt_refuse(b, SYNTAX, migrate_words(b->m, e->span)));
	len = bt_plain(b, n);
	if (y->kind == BT_STRING && n->kind == BT_NUMBER && strtoul(len, NULL, 0) > strlen(y->text))
		return (struct bt_text){
			arena_printf(b->a, "%s != %s", bt_plain(b, x), bt_plain(b, y)), LEVEL_EQ
		};
	if (y->kind == BT_STRING && n->kind == BT_NUMBER &&
	    strtoul(len, NULL, 0) == strlen(y->text))
		return (struct bt_text){ arena_printf(b->a, "!starts_with(%s, %s)", bt_plain(b, x),
						      bt_plain(b, y)),
					 LEVEL_UNARY };
	return (struct bt_text){ arena_printf(b->a, "substr(%s, 0, %s) != substr(%s, 0, %s)",
					      bt_plain(b, x), len, bt_plain(b, y), len),
				 LEVEL_EQ };
}

static struct bt_text call_strcontains(struct bt *b, const struct bt_expr *e)
{
	return call_as(b, "contains", e);
}

static struct bt_text call_buf(struct bt *b, const struct bt_expr *e)
{
	const struct bt_expr *n = arg(e, 1);

	if (n && n->kind == BT_NUMBER)
		return call_as(b, "buf", e);
	bt_differs(b, BUFFER, DEFAULT_BUFFER);
	return post(arena_printf(b->a, "buf(%s, %d)", arg_text(b, e, 0), DEFAULT_BUFFER));
}

/* ---- numbers ---- */

static struct bt_text call_bswap(struct bt *b, const struct bt_expr *e)
{
	uint64_t size = bt_size(b, bt_info(b, arg(e, 0)));

	if (size != 2 && size != 4)
		return post(bt_refuse(b, FUNCTION, "bswap() of 64 bits"));
	return call_as(b, size == 2 ? "ntohs" : "ntohl", e);
}

/* ntop(x), ntop(AF_INET6, x): of 4 bytes or of 16. */
static struct bt_text call_ntop(struct bt *b, const struct bt_expr *e)
{
	const struct bt_expr *family = arg(e, 1) ? arg(e, 0) : NULL,
			     *x = arg(e, 1) ? arg(e, 1) : arg(e, 0);
	bool six = family ? bt_is_name(family, "AF_INET6") : bt_size(b, bt_info(b, x)) == 16;

	if (!x || (family && !six && !bt_is_name(family, "AF_INET")))
		return post(bt_refuse(b, FUNCTION, "ntop() of a family that is not known before"));
	return post(arena_printf(b->a, "%s(%s)", six ? "ip6" : "ip4", bt_plain(b, x)));
}

static struct bt_text call_kaddr(struct bt *b, const struct bt_expr *e)
{
	return (struct bt_text){ arena_printf(b->a, "(u64)&@var(%s)", arg_text(b, e, 0)),
				 LEVEL_UNARY };
}

static struct bt_text call_first(struct bt *b, const struct bt_expr *e)
{
	return arg(e, 0) ? bt_expr(b, arg(e, 0)) : post(arg_text(b, e, 0));
}

static struct bt_text call_strftime(struct bt *b, const struct bt_expr *e)
{
	if (!bt_is_name(arg(e, 1), "nsecs"))
		return post(bt_refuse(b, FUNCTION, "strftime() of another time than now"));
	return post(arena_printf(b->a, "time(%s)", arg_text(b, e, 0)));
}

/* A name, not a sentence. */
static struct bt_text call_strerror(struct bt *b, const struct bt_expr *e)
{
	bt_differs(b, PRINTED, "strerror()");
	return call_as(b, "errno_str", e);
}

static struct bt_text call_getopt(struct bt *b, const struct bt_expr *e)
{
	const struct bt_expr *name = arg(e, 0);
	const struct bt_option *o =
		name && name->kind == BT_STRING ? bt_option(b, name->text) : NULL;

	return post(o ? o->to : bt_refuse(b, SYNTAX, migrate_words(b->m, e->span)));
}

/* nsecs(boot): the clock of now() but for the time that the machine slept. */
static struct bt_text call_nsecs(struct bt *b, const struct bt_expr *e)
{
	if (!bt_is_name(arg(e, 0), "boot") && !bt_is_name(arg(e, 0), "monotonic"))
		return post(bt_refuse(b, FUNCTION, "nsecs() of this clock"));
	return post("now()");
}

static struct bt_text call_has_key(struct bt *b, const struct bt_expr *e)
{
	const struct bt_expr *a = arg(e, 0);
	const struct bt_map *m = a && a->kind == BT_MAP ? bt_map(b, a->name) : NULL;
	const char *key;

	if (!m || !a->has_key)
		return post(bt_refuse(b, SYNTAX, migrate_words(b->m, e->span)));
	if (m->paired) /* an exit has its entry */
		return post("true");
	key = bt_list(b, a->args);
	return (struct bt_text){
		arena_printf(b->a, a->args->next ? "[%s] in %s" : "%s in %s", key, m->to), LEVEL_LT
	};
}

static struct bt_text call_stack(struct bt *b, const struct bt_expr *e)
{
	const struct bt_expr *a = arg(e, 0);

	/* kstack(perf, 3): the form is always the same here */
	if (a && a->kind == BT_NAME) {
		bt_differs(b, PRINTED, arena_printf(b->a, "%s(%s)", e->name, a->name));
		a = a->next;
	}
	return post(arena_printf(b->a, "%s(%s)", e->name, a ? bt_plain(b, a) : ""));
}

static const struct function {
	const char *name, *to; /* to: the same call under another name */
	struct bt_text (*write)(struct bt *b, const struct bt_expr *e);
	enum bt_value value;
} functions[] = {
	{ "str", NULL, call_str, VALUE_STRING },
	{ "strncmp", NULL, call_strncmp, VALUE_NUMBER },
	{ "strcontains", NULL, call_strcontains, VALUE_NUMBER },
	{ "strlen", "strlen", NULL, VALUE_NUMBER },
	{ "buf", NULL, call_buf, VALUE_NUMBER },
	{ "bswap", NULL, call_bswap, VALUE_NUMBER },
	{ "ntop", NULL, call_ntop, VALUE_INET },
	{ "macaddr", "mac", NULL, VALUE_NUMBER },
	{ "kaddr", NULL, call_kaddr, VALUE_NUMBER },
	{ "ksym", "ksym", NULL, VALUE_SYMBOL },
	{ "usym", "usym", NULL, VALUE_SYMBOL },
	{ "kptr", NULL, call_first, VALUE_NUMBER },
	{ "uptr", NULL, call_first, VALUE_NUMBER },
	{ "reg", "reg", NULL, VALUE_NUMBER },
	{ "strftime", NULL, call_strftime, VALUE_STRING },
	{ "has_key", NULL, call_has_key, VALUE_NUMBER },
	{ "kstack", NULL, call_stack, VALUE_STACK },
	{ "ustack", NULL, call_stack, VALUE_STACK },
	{ "strerror", NULL, call_strerror, VALUE_NUMBER },
	{ "signal_name", "signal_name", NULL, VALUE_NUMBER },
	{ "exit", "exit", NULL, VALUE_NUMBER },
	{ "getopt", NULL, call_getopt, VALUE_NUMBER },
	{ "nsecs", NULL, call_nsecs, VALUE_TIME },
	{ "strstr", "strpos", NULL, VALUE_NUMBER },
};

static const struct function *find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(functions) / sizeof(*functions); i++)
		if (!strcmp(functions[i].name, name))
			return &functions[i];
	return NULL;
}

struct bt_text bt_call(struct bt *b, const struct bt_expr *e)
{
	const struct function *f = find(e->name);

	if (!f)
		return post(bt_refuse(b, FUNCTION, arena_printf(b->a, "%s()", e->name)));
	return f->write ? f->write(b, e) : call_as(b, f->to, e);
}

struct bt_info bt_call_info(struct bt *b, const struct bt_expr *e)
{
	const struct function *f = find(e->name);

	if (f && f->write == call_first) {
		struct bt_info i = bt_info(b, e->args);

		i.user = *e->name == 'u';
		return i;
	}
	return (struct bt_info){ .value = f ? f->value : VALUE_NUMBER };
}

/* ---- aggregates ---- */

enum bt_agg bt_agg_of(const struct bt_expr *e)
{
	static const char *const names[] = {
		[AGG_COUNT] = "count", [AGG_SUM] = "sum",     [AGG_AVG] = "avg",
		[AGG_MIN] = "min",     [AGG_MAX] = "max",     [AGG_STATS] = "stats",
		[AGG_HIST] = "hist",   [AGG_LHIST] = "lhist",
	};
	unsigned i;

	if (!e || e->kind != BT_CALL)
		return AGG_NONE;
	for (i = 1; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(names[i], e->name))
			return (enum bt_agg)i;
	return AGG_NONE;
}

const char *bt_print_map(struct bt *b, const struct bt_map *m, const char *limit)
{
	static const char *const numbers[] = {
		[AGG_AVG] = "@avg",
		[AGG_MIN] = "@min",
		[AGG_MAX] = "@max",
		[AGG_HIST] = "@hist_log",
	};

	if (m->agg == AGG_LHIST)
		return arena_printf(b->a, "print(@hist_linear(%s, %s))", m->to,
				    bt_list(b, m->steps));
	if (m->agg >= AGG_AVG && m->agg != AGG_STATS)
		return arena_printf(b->a, "print(%s(%s))", numbers[m->agg], m->to);
	if (!m->keyed && m->agg != AGG_STATS)
		return arena_printf(b->a, "println(\"%s:\", %s)", m->to, m->to);
	return limit ? arena_printf(b->a, "print(%s, %s)", m->to, limit) :
		       arena_printf(b->a, "print(%s)", m->to);
}

/* ---- calls that are statements ---- */

/* r and rx: bytes as text, in hex. */
static const char *format_text(struct bt *b, const char *t)
{
	struct str out;

	str_init(&out, b->a);
	for (; *t; t++) {
		str_putc(&out, *t);
		if (*t != '%')
			continue;
		for (t++; *t && strchr("-+ #0123456789.", *t); t++)
			str_putc(&out, *t);
		if (*t == 'r' && (t[1] == 'x' || t[1] == 'h')) {
			str_putc(&out, 'x');
			t++;
		} else if (*t == 'r') {
			str_putc(&out, 's');
		} else if (*t == '%' || isalpha((unsigned char)*t)) {
			str_putc(&out, *t);
		} else {	/* bpftrace prints a sign that begins nothing */
			str_putc(&out, '%');
			t--;
		}
	}
	return out.text;
}

static const char *stmt_printf(struct bt *b, const struct bt_expr *e)
{
	const struct bt_expr *format = arg(e, 0);

	if (!format || format->kind != BT_STRING)
		return bt_refuse(b, SYNTAX, migrate_words(b->m, e->span));
	return arena_printf(b->a, "printf(\"%s\"%s%s)", format_text(b, format->text),
			    format->next ? ", " : "", bt_list(b, format->next));
}

static const char *stmt_time(struct bt *b, const struct bt_expr *e)
{
	const struct bt_expr *format = arg(e, 0);

	return arena_printf(b->a, "printf(\"%%s\", time(\"%s\"))",
			    format && format->kind == BT_STRING ? format->text : "%H:%M:%S\\n");
}

static const struct bt_map *whole_map(struct bt *b, const struct bt_expr *e)
{
	const struct bt_expr *a = arg(e, 0);

	return a && a->kind == BT_MAP && !a->has_key ? bt_map(b, a->name) : NULL;
}

static const char *empty_map(struct bt *b, const struct bt_map *m)
{
	if (!m->keyed && m->agg < AGG_AVG)
		return arena_printf(b->a, "%s = %s", m->to,
				    m->info.value == VALUE_STRING ? "\"\"" : "0");
	return arena_printf(b->a, "delete %s", m->to);
}

/* What is cleared at the end was only not to be printed, and what a script reads is not. */
static const char *stmt_clear(struct bt *b, const struct bt_expr *e)
{
	const struct bt_map *m = whole_map(b, e);

	if (!m)
		return bt_refuse(b, SYNTAX, migrate_words(b->m, e->span));
	if (m->paired || (b->item->points->text && !strcasecmp(b->item->points->kind, "END")))
		return NULL;
	return empty_map(b, m);
}

static const char *stmt_zero(struct bt *b, const struct bt_expr *e)
{
	const struct bt_map *m = whole_map(b, e);

	if (!m)
		return bt_refuse(b, SYNTAX, migrate_words(b->m, e->span));
	if (!m->keyed || m->agg >= AGG_AVG)
		return empty_map(b, m);
	return arena_printf(b->a, "foreach (key in %s) %s[key] = 0", m->to, m->to);
}

static const char *stmt_delete(struct bt *b, const struct bt_expr *e)
{
	const struct bt_expr *a = arg(e, 0);
	const struct bt_map *m = a && a->kind == BT_MAP ? bt_map(b, a->name) : NULL;

	if (!m)
		return bt_refuse(b, SYNTAX, migrate_words(b->m, e->span));
	if (m->paired)
		return NULL;
	return a->has_key ? arena_printf(b->a, "delete %s", bt_plain(b, a)) : empty_map(b, m);
}

/* print(@x, top, divisor) */
static void note_divisor(struct bt *b, const struct bt_expr *e)
{
	const struct bt_expr *by = arg(e, 2);

	if (by && (by->kind != BT_NUMBER || strcmp(by->text, "1")))
		bt_differs(b, DROPPED,
			   arena_printf(b->a, "what print() divides by, %s,",
					migrate_words(b->m, by->span)));
}

static const char *stmt_print(struct bt *b, const struct bt_expr *e)
{
	const struct bt_map *m = whole_map(b, e);

	note_divisor(b, e);
	if (arg(e, 0) && arg(e, 0)->kind == BT_TUPLE)
		bt_differs(b, PRINTED, "a tuple");
	if (!m)
		return arena_printf(b->a, "println(%s)", arg_text(b, e, 0));
	return bt_print_map(b, m, arg(e, 1) ? arg_text(b, e, 1) : NULL);
}

/* What a handler cannot do, and nobody misses: the rest of the probe goes on without it. */
static const char *stmt_person(struct bt *b, const struct bt_expr *e)
{
	const char *what = arena_printf(b->a, "%s()", e->name);

	bt_differs(b, PERSON, what);
	writer_todo(b->out, "%s has no counterpart: %s", what, migrate_words(b->m, e->span));
	return NULL;
}

static const char *stmt_unsafe(struct bt *b, const struct bt_expr *e)
{
	return bt_refuse(b, UNSAFE, arena_printf(b->a, "%s()", e->name));
}

static const struct {
	const char *name;
	const char *(*write)(struct bt *b, const struct bt_expr *e);
} statements[] = {
	{ "printf", stmt_printf }, { "time", stmt_time },	{ "clear", stmt_clear },
	{ "zero", stmt_zero },	   { "delete", stmt_delete },	{ "print", stmt_print },
	{ "cat", stmt_person },	   { "system", stmt_person },	{ "join", stmt_person },
	{ "signal", stmt_unsafe }, { "override", stmt_unsafe }, { "skboutput", stmt_person },
	{ "errorf", stmt_person }, { "warnf", stmt_person },
};

/* print(@x); clear(@x): nothing comes in between when it is one step. */
static bool is_drain(struct bt *b, const struct bt_expr *e, const struct bt_stmt *next)
{
	const struct bt_map *m = whole_map(b, e);

	return m && (m->keyed || m->agg == AGG_STATS) && m->agg <= AGG_STATS &&
	       !(m->agg >= AGG_AVG && m->agg <= AGG_MAX) && !strcmp(e->name, "print") && next &&
	       next->kind == BTS_EXPR && next->e->kind == BT_CALL &&
	       !strcmp(next->e->name, "clear") && whole_map(b, next->e) == m;
}

const char *bt_call_stmt(struct bt *b, const struct bt_expr *e, const struct bt_stmt *next,
			 bool *took_next)
{
	size_t i;

	*took_next = is_drain(b, e, next);
	if (*took_next) {
		bt_differs(b, WINDOW);
		note_divisor(b, e);
		return arena_printf(b->a, "drain(%s%s%s)", whole_map(b, e)->to,
				    arg(e, 1) ? ", " : "", arg(e, 1) ? arg_text(b, e, 1) : "");
	}
	for (i = 0; i < sizeof(statements) / sizeof(*statements); i++)
		if (!strcmp(statements[i].name, e->name))
			return statements[i].write(b, e);
	return bt_call(b, e).text;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* See gen.h: calls of the script's own functions, and of those that the tables know. */

#include <ctype.h>
#include <string.h>

#include "migrate/stp/gen.h"
#include "sema/library.h"

void stp_use_snippet(struct stp_gen *g, const char *name)
{
	const struct stp_snippet *s = stp_find_snippet(name);

	if (!s || table_get(&g->snippets, name))
		return;
	if (*s->needs)
		stp_use_snippet(g, s->needs);
	table_set(&g->snippets, name, (void *)s);
	*arena_push(g->a, g->snippet_order, g->nsnippets, g->snippets_cap) = name;
}

void stp_use_snippets_in(struct stp_gen *g, const char *text)
{
	size_t n;

	for (; *text; text += n ? n : 1) {
		n = 0;
		while (isalnum((unsigned char)text[n]) || text[n] == '_')
			n++;
		if (n && text[n] == '(')
			stp_use_snippet(g, arena_strndup(g->a, text, n));
	}
}

static struct stp_expr *nth(struct stp_expr *list, unsigned n)
{
	while (list && --n)
		list = list->next;
	return list;
}

/* What can be followed without a cast: the kernel's own pointers, and what was made of them. */
static bool has_type(const struct stp_gen *g, const struct stp_expr *e)
{
	const struct stp_local *l;

	if (stp_chain_root(e))
		return true;
	if (e->kind == STP_EX_CALL)
		return !strcmp(e->text, "task_current") || !strcmp(e->text, "task_parent");
	if (e->kind != STP_EX_NAME)
		return false;
	l = stp_local_find(g->scope, e->text);
	return l && !table_get(&g->script->globals, e->text);
}

/* "%1" "%(1)" "%>1struct>member" */
static const char *put_template_arg(struct stp_gen *g, struct str *out, const char *t,
				    struct stp_expr *list)
{
	bool tight = *t == '(', follow = *t == '>';
	struct stp_expr *e;
	const char *type;
	size_t n;

	t += tight || follow;
	e = nth(list, (unsigned)(*t++ - '0'));
	if (!e && follow) {
		t += strcspn(t, ">") + 1;
		str_puts(out, "task_current()->");
		stp_use_snippet(g, "task_current");
	} else if (!e) {
		str_putc(out, '0');
	} else if (follow) {
		n = strcspn(t, ">");
		type = arena_strndup(g->a, t, n);
		t += n + 1;
		if (has_type(g, e))
			str_printf(out, "%s->", stp_expr_text(g, e, BINDS_CALL));
		else
			str_printf(out, "@cast(%s, \"%s\")->", stp_expr_text(g, e, BINDS_TERNARY),
				   type);
	} else {
		stp_put_expr(g, out, e, tight ? BINDS_CALL : BINDS_TERNARY);
	}
	return tight ? t + 1 : t;
}

/* A call with fewer arguments leaves out what belongs to the others. */
static const char *shorter(struct stp_gen *g, const char *text, struct stp_expr *list)
{
	const char *p = strstr(text, ", %3"), *q = strstr(text, ", %2");

	if (q && !nth(list, 2))
		return arena_printf(g->a, "%.*s)", (int)(q - text), text);
	if (p && !nth(list, 3))
		return arena_printf(g->a, "%.*s)", (int)(p - text), text);
	return text;
}

static void put_known(struct stp_gen *g, struct str *out, const struct stp_fn *fn,
		      struct stp_expr *e)
{
	const char *t = strchr(fn->text, '\\') ? fn->text : shorter(g, fn->text, e->list);

	if (!strncmp(fn->name, "gettimeofday", 12))
		stp_differs(g, MONOTONIC, arena_printf(g->a, "%s()", fn->name));
	if (!strcmp(fn->name, "target_set_pid"))
		stp_differs(g, CHILDREN, "target_set_pid()");
	if (!strcmp(fn->name, "returnval"))
		stp_differs(g, TYPED, "returnval()", "that of the function");
	if (g->in_exit && (fn->type == STP_AS_SHOWN || fn->type == STP_AS_NONE) &&
	    strstr(fn->text, "kstack"))
		stp_differs(g, CALLER);
	for (; *t; t++) {
		if (*t == '%' && (isdigit((unsigned char)t[1]) || t[1] == '(' || t[1] == '>'))
			t = put_template_arg(g, out, t + 1, e->list) - 1;
		else
			str_putc(out, *t);
	}
	stp_use_snippets_in(g, fn->text);
}

static bool is_now(const struct stp_expr *e)
{
	return e && e->kind == STP_EX_CALL && !strcmp(e->text, "gettimeofday_s");
}

static bool is_number(const struct stp_expr *e, int64_t n)
{
	return e && e->kind == STP_EX_NUMBER && e->number == n;
}

/* substr(ctime(gettimeofday_s()), 11, 8): hours, minutes and seconds. */
static bool put_clock(struct str *out, const struct stp_expr *e)
{
	const struct stp_expr *a = e->list;

	if (strcmp(e->text, "substr") || !a || a->kind != STP_EX_CALL || strcmp(a->text, "ctime") ||
	    !is_now(a->list) || !is_number(a->next, 11) || !is_number(a->next->next, 8))
		return false;
	str_puts(out, "time(\"%H:%M:%S\")");
	return true;
}

/* ctime(gettimeofday_s()) is the time of day; another second is not known here. */
static bool put_ctime(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	if (strcmp(e->text, "ctime") && strcmp(e->text, "tz_ctime"))
		return false;
	if (e->list && !is_now(e->list))
		stp_differs(g, TIME_OF_DAY, migrate_words(g->m, e->span));
	str_puts(out, "time(\"%a %b %d %H:%M:%S %Y\")");
	return true;
}

/* The standard library's names are SystemTap's where the meaning is the same. */
static bool is_in_library(const struct stp_gen *g, const char *name)
{
	const struct item *i = library_find(library_of(g->m->s), name);

	return i && i->kind == ITEM_FUNCTION && !i->is_private;
}

void stp_put_call(struct stp_gen *g, struct str *out, struct stp_expr *e, enum stp_binds least)
{
	struct stp_item *own = table_get(&g->script->functions, e->text);
	const struct stp_fn *fn = stp_find_fn_of(e);
	const struct stp_snippet *snippet = stp_find_snippet(e->text);

	if (own) {
		const struct report_row *row = stp_judge_function(g, own);

		if (row->refused) {
			g->refused = true;
			if (g->row)
				report_add_refusal(&g->m->report, g->row, row->refusal, "%s",
						   row->why);
		}
	} else if (put_clock(out, e)) {
		return;
	} else if (fn) {
		if (fn->binds < least)
			str_putc(out, '(');
		put_known(g, out, fn, e);
		if (fn->binds < least)
			str_putc(out, ')');
		return;
	} else if (put_ctime(g, out, e) || stp_put_sprint(g, out, e)) {
		return;
	} else if (snippet) {
		stp_use_snippet(g, e->text);
	} else if (!is_in_library(g, e->text)) {
		stp_refuse(g, FUNCTION, arena_printf(g->a, "%s()", e->text));
	}
	str_printf(out, "%s(", own ? stp_function_name(g, e->text) : e->text);
	stp_put_list(g, out, e->list);
	str_putc(out, ')');
}

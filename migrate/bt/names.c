// SPDX-License-Identifier: GPL-2.0-or-later
/* See bt.h: walking the tree; maps and variables. */

#include <ctype.h>
#include <string.h>

#include "migrate/bt/bt.h"

/* ---- walking ---- */

void bt_walk_expr(struct bt *b, struct bt_expr *e, bt_visit *f, void *data)
{
	for (; e; e = e->next) {
		f(b, e, data);
		bt_walk_expr(b, e->a, f, data);
		bt_walk_expr(b, e->b, f, data);
		bt_walk_expr(b, e->c, f, data);
		bt_walk_expr(b, e->args, f, data);
	}
}

void bt_walk_stmts(struct bt *b, struct bt_stmt *s, bt_visit *f, void *data)
{
	for (; s; s = s->next) {
		bt_walk_expr(b, s->a, f, data);
		bt_walk_expr(b, s->b, f, data);
		bt_walk_expr(b, s->e, f, data);
		bt_walk_stmts(b, s->body, f, data);
		bt_walk_stmts(b, s->other, f, data);
	}
}

void bt_walk_item(struct bt *b, struct bt_item *i, bt_visit *f, void *data)
{
	if (i->kind != BTI_PROBE)
		return;
	bt_walk_expr(b, i->filter, f, data);
	bt_walk_stmts(b, i->body, f, data);
}

/* ---- identifiers ---- */

static bool is_reserved(const char *name)
{
	static const char *const words[] = {
		"probe",   "global",   "function", "if",    "else",	"while",  "for",
		"foreach", "in",       "next",	   "break", "continue", "return", "delete",
		"try",	   "catch",    "struct",   "union", "enum",	"sizeof", "true",
		"false",   "NULL",     "param",	   "const", "thread",	"percpu", "filter",
		"private", "exit",     "limit",	   "char",  "short",	"int",	  "long",
		"signed",  "unsigned", "bool",	   "void",  "string",	"u8",	  "u16",
		"u32",	   "u64",      "s8",	   "s16",   "s32",	"s64",	  "began",
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!strcmp(words[i], name))
			return true;
	return false;
}

static bool is_taken(const struct bt *b, const char *name)
{
	const struct bt_option *o;
	const struct bt_map *m;
	const struct bt_var *v;

	for (m = b->maps; m; m = m->next)
		if (m->to && !strcmp(m->to, name))
			return true;
	for (v = b->vars; v; v = v->next)
		if (v->to && !strcmp(v->to, name))
			return true;
	for (v = b->entry_vars; v; v = v->next)
		if (v->to && !strcmp(v->to, name))
			return true;
	for (o = b->options; o; o = o->next)
		if (o->to && !strcmp(o->to, name))
			return true;
	return is_reserved(name);
}

/* Names are never shared: nothing hides another thing. */
static const char *free_name(const struct bt *b, const char *name)
{
	while (is_taken(b, name))
		name = arena_printf(b->a, "%s_", name);
	return name;
}

/* ---- maps ---- */

struct bt_map *bt_map(const struct bt *b, const char *name)
{
	struct bt_map *m;

	for (m = b->maps; m; m = m->next)
		if (!strcmp(m->name, name))
			return m;
	return NULL;
}

static bool is_call(const struct bt_expr *e, const char *name)
{
	return e && e->kind == BT_CALL && !strcmp(e->name, name);
}

struct bt_option *bt_option(const struct bt *b, const char *name)
{
	struct bt_option *o;

	for (o = b->options; o; o = o->next)
		if (!strcmp(o->name, name))
			return o;
	return NULL;
}

static const char *option_value(struct bt *b, const struct bt_expr *e)
{
	if (!e)
		return "false";
	if (e->kind == BT_STRING)
		return arena_printf(b->a, "\"%s\"", e->text);
	if (bt_is_name(e, "true") || bt_is_name(e, "false"))
		return e->name;
	return e->kind == BT_NUMBER ? bt_number(b->a, e->text) : NULL;
}

/* getopt("name", value, "what it is"); what has no constant value is refused where it is used. */
static void note_option(struct bt *b, const struct bt_expr *call)
{
	const struct bt_expr *name = call->args, *value = name ? name->next : NULL, *what;
	struct bt_option *o, **last = &b->options;

	if (!name || name->kind != BT_STRING || bt_option(b, name->text) || !option_value(b, value))
		return;
	what = value ? value->next : NULL;
	o = arena_new(b->a, struct bt_option);
	*o = (struct bt_option){ .name = name->text,
				 .value = option_value(b, value),
				 .what = what && what->kind == BT_STRING ? what->text : NULL };
	while (*last)
		last = &(*last)->next;
	*last = o;
}

static void note_map(struct bt *b, struct bt_expr *e, void *data)
{
	struct bt_map *m, **last = &b->maps;

	(void)data;
	if (e->kind == BT_POSITIONAL && e->number > b->params && e->number < 10)
		b->params = e->number;
	if (e->kind == BT_CALL && !strcmp(e->name, "str") && e->args &&
	    e->args->kind == BT_POSITIONAL && e->args->number < 10)
		b->params_text[e->args->number] = true;
	if (is_call(e, "getopt"))
		note_option(b, e);
	if (bt_is_name(e, "elapsed"))
		b->uses_elapsed = true;
	if (e->kind != BT_MAP)
		return;
	m = bt_map(b, e->name);
	if (!m) {
		m = arena_new(b->a, struct bt_map);
		m->name = e->name;
		while (*last)
			last = &(*last)->next;
		*last = m;
	}
	m->keyed = m->keyed || e->has_key;
}

/* Where maps stand: assigned, printed, or read. */
static void note_reads(struct bt *b, struct bt_expr *e, void *data)
{
	struct bt_map *m = e->kind == BT_MAP ? bt_map(b, e->name) : NULL;

	(void)data;
	if (m)
		m->read = true;
}

static void note_stmts(struct bt *b, struct bt_stmt *s);

static void note_assignment(struct bt *b, struct bt_stmt *s)
{
	struct bt_map *m = s->a->kind == BT_MAP ? bt_map(b, s->a->name) : NULL;
	enum bt_agg agg = bt_agg_of(s->e);

	if (m && agg) {
		m->agg = agg;
		if (agg == AGG_LHIST && s->e->args)
			m->steps = s->e->args->next;
	} else if (m && !s->op[1]) {
		struct bt_info i = bt_info(b, s->e);

		if (i.value || i.base || !m->info.base)
			m->info = i;
	}
	bt_walk_expr(b, s->a->args, note_reads, NULL);
	bt_walk_expr(b, s->e, note_reads, NULL);
}

static void note_call(struct bt *b, struct bt_expr *e)
{
	struct bt_map *m = e->args && e->args->kind == BT_MAP ? bt_map(b, e->args->name) : NULL;

	if (m && is_call(e, "print") && !e->args->has_key)
		m->printed = true;
	else if (m && is_call(e, "clear"))
		m->cleared = true;
	else if (m && (is_call(e, "delete") || is_call(e, "zero")))
		bt_walk_expr(b, e->args->args, note_reads, NULL);
	else
		bt_walk_expr(b, e, note_reads, NULL);
}

static void note_stmts(struct bt *b, struct bt_stmt *s)
{
	for (; s; s = s->next) {
		if (s->kind == BTS_ASSIGN)
			note_assignment(b, s);
		else if (s->kind == BTS_EXPR && s->e->kind == BT_CALL)
			note_call(b, s->e);
		else if (s->kind == BTS_EXPR && s->e->kind == BT_UNARY && s->e->a->kind == BT_MAP)
			bt_walk_expr(b, s->e->a->args, note_reads, NULL);
		else
			bt_walk_expr(b, s->e, note_reads, NULL);
		if (s->kind == BTS_FOR)
			bt_walk_expr(b, s->a, note_reads, NULL);
		note_stmts(b, s->body);
		note_stmts(b, s->other);
	}
}

/* The map without a name is called by what it holds. */
static const char *nameless(const struct bt_map *m)
{
	switch (m->agg) {
	case AGG_COUNT: return "count";
	case AGG_SUM: return "total";
	case AGG_NONE: return "values";
	default: return "seen";
	}
}

/* An option is called as there, but for what no name may have. */
static void name_options(struct bt *b)
{
	struct bt_option *o;
	char *p, *name;

	for (o = b->options; o; o = o->next) {
		name = arena_printf(b->a, "%s%s", isdigit((unsigned char)*o->name) ? "_" : "",
				    o->name);
		for (p = name; *p; p++)
			if (!isalnum((unsigned char)*p))
				*p = '_';
		o->to = free_name(b, *name ? name : "option");
	}
}

void bt_find_maps(struct bt *b)
{
	struct bt_item *i;
	struct bt_map *m;
	unsigned round;

	for (i = b->items; i; i = i->next)
		bt_walk_item(b, i, note_map, NULL);
	/* What a map holds may come from another map or from a variable. */
	for (round = 0; round < 3; round++) {
		for (i = b->items; i; i = i->next) {
			if (i->kind != BTI_PROBE)
				continue;
			b->vars = NULL;
			bt_enter_probe(b, i);
			bt_find_vars(b, i);
			bt_walk_expr(b, i->filter, note_reads, NULL);
			note_stmts(b, i->body);
		}
	}
	b->vars = NULL;
	name_options(b);
	for (m = b->maps; m; m = m->next)
		m->to = free_name(b, *m->name ? m->name : nameless(m));
}

/* ---- variables ---- */

struct bt_var *bt_var(const struct bt *b, const char *name)
{
	struct bt_var *v;

	for (v = b->vars; v; v = v->next)
		if (!strcmp(v->name, name))
			return v;
	for (v = b->entry_vars; v; v = v->next)
		if (!strcmp(v->name, name) && b->in_pair && !b->vars)
			return v;
	return NULL;
}

static struct bt_var *add_var(struct bt *b, const char *name)
{
	struct bt_var *v = bt_var(b, name), **last = &b->vars;

	if (v)
		return v;
	v = arena_new(b->a, struct bt_var);
	v->name = name;
	v->to = free_name(b, name);
	while (*last)
		last = &(*last)->next;
	*last = v;
	return v;
}

static void note_var(struct bt *b, struct bt_expr *e, void *data)
{
	(void)data;
	if (e->kind == BT_VAR)
		add_var(b, e->name);
	if (e->kind == BT_UNARY && (!strcmp(e->op, "++") || !strcmp(e->op, "--")) &&
	    e->a->kind == BT_VAR)
		add_var(b, e->a->name)->assigned += 2;
}

static void note_var_stmts(struct bt *b, struct bt_stmt *s)
{
	for (; s; s = s->next) {
		if (s->kind == BTS_ASSIGN && s->a->kind == BT_VAR) {
			struct bt_var *v = add_var(b, s->a->name);
			struct bt_info i = bt_info(b, s->e);

			v->assigned++;
			v->is_now = bt_is_name(s->e, "nsecs");
			if (v->assigned == 1 || i.value || i.base)
				v->info = i;
		}
		if (s->kind == BTS_FOR)
			add_var(b, s->name)->assigned += 2;
		note_var_stmts(b, s->body);
		note_var_stmts(b, s->other);
	}
}

void bt_find_vars(struct bt *b, struct bt_item *item)
{
	b->vars = NULL;
	bt_walk_item(b, item, note_var, NULL);
	note_var_stmts(b, item->body);
}

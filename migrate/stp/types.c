// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See gen.h: what is text and what a number; which variables a body has.
 *
 * Types are found by passes over the whole script until nothing new is learnt, as SystemTap does.
 */

#include <string.h>

#include "migrate/stp/gen.h"

#define MAX_PASSES 12
#define MAX_LOCALS 256 /* of a handler, in fptap */

/* ---- scopes ---- */

struct stp_local *stp_local_find(const struct stp_scope *s, const char *name)
{
	return s ? table_get(&s->locals, name) : NULL;
}

static struct stp_local *add_local(struct stp_gen *g, struct stp_scope *s, const char *name)
{
	struct stp_local *l = table_get(&s->locals, name);

	if (l)
		return l;
	l = arena_new(g->a, struct stp_local);
	*l = (struct stp_local){ .name = name, .out = name, .index = s->n };
	table_set(&s->locals, name, l);
	*arena_push(g->a, s->order, s->n, s->cap) = l;
	return l;
}

/* What the result calls by this name, other than a variable. */
static bool is_taken(const struct stp_gen *g, const char *name)
{
	return stp_is_reserved(name) || table_get(&g->script->functions, name) ||
	       stp_find_snippet(name) || table_get(&g->script->globals, name);
}

static bool is_written_name(const struct stp_expr *e)
{
	return e && e->kind == STP_EX_NAME;
}

struct collect {
	struct stp_gen *g;
	struct stp_scope *s;
};

static void collect_expr(struct stp_expr *e, void *with)
{
	struct collect *c = with;
	struct stp_local *l;

	if (e->kind == STP_EX_NAME && strcmp(e->text, "*") &&
	    !table_get(&c->g->script->globals, e->text)) {
		l = add_local(c->g, c->s, e->text);
		l->reads++;
	}
	if (e->kind == STP_EX_BINARY && e->text[1] == '~' && is_written_name(e->a) &&
	    !table_get(&c->g->script->globals, e->a->text))
		add_local(c->g, c->s, e->a->text)->is_matched = true;
	if ((e->kind == STP_EX_ASSIGN || e->kind == STP_EX_STEP) && is_written_name(e->a)) {
		struct stp_item *global = table_get(&c->g->script->globals, e->a->text);

		if (global)
			global->is_written = true;
		else
			add_local(c->g, c->s, e->a->text)->is_written = true;
	}
}

static void collect_stmt(struct stp_stmt *st, void *with)
{
	struct collect *c = with;
	const struct stp_expr *k;

	if (st->kind == STP_ST_FOREACH) {
		for (k = st->keys; k; k = k->next)
			add_local(c->g, c->s, k->text)->is_loop = true;
		if (st->name)
			add_local(c->g, c->s, st->name)->is_loop = true;
	}
	if (st->kind == STP_ST_TRY && st->name) {
		struct stp_local *l = add_local(c->g, c->s, st->name);

		l->is_loop = true;
		l->type = STP_TEXT;
	}
	if (st->kind == STP_ST_DELETE && is_written_name(st->expr)) {
		struct stp_item *global = table_get(&c->g->script->globals, st->expr->text);

		if (global)
			global->is_written = true;
	}
}

struct stp_scope *stp_scope_of(struct stp_gen *g, const struct stp_item *i)
{
	return table_get(&g->scopes, arena_printf(g->a, "%u", i->span.off));
}

static void make_scope(struct stp_gen *g, struct stp_item *i)
{
	struct stp_scope *s = arena_new(g->a, struct stp_scope);
	struct collect c = { g, s };
	const struct stp_expr *p;
	unsigned j;

	table_init(&s->locals, g->a);
	for (p = i->params; p; p = p->next) {
		add_local(g, s, p->text)->is_param = true;
	}
	stp_walk_stmt(i->body, collect_stmt, collect_expr, &c);
	for (j = 0; j < s->n; j++)
		if (is_taken(g, s->order[j]->name) &&
		    (s->order[j]->is_written || s->order[j]->is_param || s->order[j]->is_loop))
			s->order[j]->out = arena_printf(g->a, "%s_", s->order[j]->name);
	table_set(&g->scopes, arena_printf(g->a, "%u", i->span.off), s);
}

/* ---- types ---- */

static enum stp_type as_type(enum stp_shown t)
{
	return t == STP_AS_LONG ? STP_LONG : t == STP_AS_NONE ? STP_UNKNOWN : STP_TEXT;
}

static enum stp_type name_type(struct stp_gen *g, const char *name)
{
	struct stp_item *global = table_get(&g->script->globals, name);
	const struct stp_local *l;
	const struct stp_var *v;

	if (global)
		return global->type;
	l = stp_local_find(g->scope, name);
	if (l && l->type != STP_UNKNOWN)
		return l->type;
	v = g->tapset ? stp_find_var(g->tapset->name, name) : NULL;
	if (v && !(l && l->is_written))
		return as_type(v->type);
	return !strncmp(name, "argv_", 5) ? STP_TEXT : STP_UNKNOWN;
}

static enum stp_type call_type(struct stp_gen *g, const char *name)
{
	static const char *const texts[] = { "ctime",	  "tz_ctime", "sprint",
					     "sprintf",	  "sprintln", "sprintd",
					     "sprintdln", "tz_name" };
	struct stp_item *fn = table_get(&g->script->functions, name);
	const struct stp_fn *known = stp_find_fn(name);
	const struct stp_snippet *snippet = stp_find_snippet(name);
	size_t i;

	if (fn)
		return fn->type;
	if (known)
		return as_type(known->type);
	if (snippet)
		return as_type(snippet->type);
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (!strcmp(texts[i], name))
			return STP_TEXT;
	return STP_UNKNOWN;
}

static enum stp_type at_type(struct stp_gen *g, const struct stp_expr *e)
{
	if (!strcmp(e->text, "entry") && e->list)
		return stp_type_of(g, e->list);
	if (!strcmp(e->text, "choose_defined") && e->list && e->list->next)
		return stp_type_of(g, e->list->next);
	return STP_LONG;
}

enum stp_type stp_type_of(struct stp_gen *g, const struct stp_expr *e)
{
	enum stp_type t;
	size_t n;

	switch (e->kind) {
	case STP_EX_STRING: return STP_TEXT;
	case STP_EX_ARG: return !strncmp(e->text, "@", 1) ? STP_TEXT : STP_LONG;
	case STP_EX_NAME: return name_type(g, e->text);
	case STP_EX_CTX:
		n = strlen(e->text);
		return !strncmp(e->text, "$$", 2) || (n > 1 && e->text[n - 1] == '$') ? STP_TEXT :
											STP_LONG;
	case STP_EX_AT: return at_type(g, e);
	case STP_EX_CALL: return call_type(g, e->text);
	case STP_EX_INDEX:
		return e->a && e->a->kind == STP_EX_NAME ? name_type(g, e->a->text) : STP_LONG;
	case STP_EX_BINARY: return !strcmp(e->text, ".") ? STP_TEXT : STP_LONG;
	case STP_EX_ASSIGN:
		return !strcmp(e->text, "<<<") ? STP_STATS :
		       !strcmp(e->text, ".=")  ? STP_TEXT :
						 stp_type_of(g, e->b);
	case STP_EX_COND:
		t = stp_type_of(g, e->b);
		return t != STP_UNKNOWN ? t : stp_type_of(g, e->c);
	default: return STP_LONG;
	}
}

static void learn(struct stp_gen *g, enum stp_type *to, enum stp_type t)
{
	if (*to != STP_UNKNOWN || t == STP_UNKNOWN)
		return;
	*to = t;
	g->learnt = true;
}

static void learn_name(struct stp_gen *g, const char *name, enum stp_type t)
{
	struct stp_item *global = table_get(&g->script->globals, name);
	struct stp_local *l = stp_local_find(g->scope, name);

	if (global)
		learn(g, &global->type, t);
	else if (l && (l->is_written || l->is_param || l->is_loop))
		learn(g, &l->type, t);
}

/* A pointer of the kernel's, or what shows as a word: of no type that a declaration could have. */
static bool has_own_type(struct stp_gen *g, const struct stp_expr *e)
{
	const struct stp_fn *fn = e->kind == STP_EX_CALL ? stp_find_fn(e->text) : NULL;
	const struct stp_var *v =
		e->kind == STP_EX_NAME && g->tapset ? stp_find_var(g->tapset->name, e->text) : NULL;
	const struct stp_local *l =
		e->kind == STP_EX_NAME ? stp_local_find(g->scope, e->text) : NULL;

	if (l && (l->is_written || l->is_param))
		return l->is_pointer;
	return e->kind == STP_EX_CTX || e->kind == STP_EX_MEMBER ||
	       (fn && fn->type == STP_AS_SHOWN) ||
	       (v && (v->type == STP_AS_SHOWN || v->text[0] == '$'));
}

static void learn_keys(struct stp_gen *g, const char *map, struct stp_expr *keys)
{
	struct stp_item *global = table_get(&g->script->globals, map);
	unsigned n = 0;

	if (!global)
		return;
	global->is_array = true;
	for (; keys && n < 32; keys = keys->next, n++) {
		if (keys->kind == STP_EX_NAME && !strcmp(keys->text, "*"))
			continue;
		global->has_kernel_key |= has_own_type(g, keys);
		learn(g, &global->param_types[n], stp_type_of(g, keys));
		if (keys->kind == STP_EX_NAME)
			learn_name(g, keys->text, global->param_types[n]);
	}
	if (n > global->nkeys)
		global->nkeys = n;
}

/* printf's %s and %d tell what a name is. */
static void learn_format(struct stp_gen *g, const struct stp_expr *call)
{
	const struct stp_expr *arg = call->list;
	const char *f;

	if (!arg || arg->kind != STP_EX_STRING)
		return;
	f = arg->text;
	arg = arg->next;
	for (; *f && arg; f++) {
		if (*f != '%' || *++f == '%')
			continue;
		f += strspn(f, "-+ #0123456789.*hlzjt");
		if (arg->kind == STP_EX_NAME)
			learn_name(g, arg->text, *f == 's' ? STP_TEXT : STP_LONG);
		if (arg->kind == STP_EX_INDEX && arg->a && arg->a->kind == STP_EX_NAME)
			learn_name(g, arg->a->text, *f == 's' ? STP_TEXT : STP_LONG);
		arg = arg->next;
		if (!*f)
			break;
	}
}

static void learn_call(struct stp_gen *g, const struct stp_expr *e)
{
	struct stp_item *fn = table_get(&g->script->functions, e->text);
	const struct stp_expr *arg, *p;
	unsigned n = 0;

	if (strstr(e->text, "printf"))
		return learn_format(g, e);
	if (!fn)
		return;
	for (arg = e->list, p = fn->params; arg && p; arg = arg->next, p = p->next, n++) {
		learn(g, &fn->param_types[n], stp_type_of(g, arg));
		if (arg->kind == STP_EX_NAME)
			learn_name(g, arg->text, fn->param_types[n]);
	}
}

static void learn_value(struct stp_gen *g, const char *map, const struct stp_expr *e)
{
	struct stp_item *global = table_get(&g->script->globals, map);

	learn_name(g, map, stp_type_of(g, e));
	if (global && e->b->kind == STP_EX_CALL && !strcmp(e->b->text, "errno_str"))
		global->holds_errno = true;
}

static void learn_expr(struct stp_expr *e, void *with)
{
	struct stp_gen *g = with;

	if (e->kind == STP_EX_ASSIGN && e->a->kind == STP_EX_NAME) {
		struct stp_local *l = stp_local_find(g->scope, e->a->text);

		learn_name(g, e->a->text, stp_type_of(g, e));
		if (l && !l->is_pointer && has_own_type(g, e->b))
			l->is_pointer = g->learnt = true;
	}
	if (e->kind == STP_EX_ASSIGN && e->a->kind == STP_EX_INDEX && e->a->a &&
	    e->a->a->kind == STP_EX_NAME)
		learn_value(g, e->a->a->text, e);
	if (e->kind == STP_EX_STEP && e->a->kind == STP_EX_NAME)
		learn_name(g, e->a->text, STP_LONG);
	if (e->kind == STP_EX_INDEX && e->a && e->a->kind == STP_EX_NAME)
		learn_keys(g, e->a->text, e->list);
	if (e->kind == STP_EX_IN)
		learn_keys(g, e->text, e->list);
	if (e->kind == STP_EX_CALL)
		learn_call(g, e);
	if (e->kind == STP_EX_BINARY && strstr(" == != < > <= >= ", e->text)) {
		if (e->a->kind == STP_EX_NAME)
			learn_name(g, e->a->text, stp_type_of(g, e->b));
		if (e->b->kind == STP_EX_NAME)
			learn_name(g, e->b->text, stp_type_of(g, e->a));
	}
}

static void learn_stmt(struct stp_stmt *st, void *with)
{
	struct stp_gen *g = with;
	struct stp_item *map;
	struct stp_expr *k;
	unsigned n = 0;

	if (st->kind == STP_ST_RETURN && st->expr && g->item->kind == STP_IT_FUNCTION) {
		g->item->returns_value = true;
		learn(g, &g->item->type, stp_type_of(g, st->expr));
	}
	if (st->kind != STP_ST_FOREACH)
		return;
	map = table_get(&g->script->globals, st->map);
	learn_keys(g, st->map, st->keys);
	for (k = st->keys; map && k && n < 32; k = k->next, n++)
		learn_name(g, k->text, map->param_types[n]);
	if (st->name && map)
		learn_name(g, st->name, map->type);
}

static void learn_item(struct stp_gen *g, struct stp_item *i)
{
	struct stp_scope *s = stp_scope_of(g, i);
	const struct stp_expr *p;
	struct stp_local *l;
	unsigned n = 0;

	g->item = i;
	g->scope = s;
	g->tapset = NULL;
	if (i->kind == STP_IT_PROBE || i->kind == STP_IT_ALIAS) {
		const struct stp_group *group = stp_points(g, i);

		for (; group; group = group->next)
			if (group->tapset)
				g->tapset = group->tapset;
	}
	for (p = i->params; p && n < 32; p = p->next, n++) {
		l = stp_local_find(s, p->text);
		learn(g, &l->type, i->param_types[n]);
		learn(g, &i->param_types[n], l->type);
	}
	stp_walk_stmt(i->body, learn_stmt, learn_expr, g);
}

void stp_infer(struct stp_gen *g)
{
	struct stp_item *i;
	unsigned pass;

	for (i = g->script->items; i; i = i->next) {
		if (i->kind == STP_IT_GLOBAL && i->value)
			i->type = stp_type_of(g, i->value);
		if (i->body && !i->embedded)
			make_scope(g, i);
	}
	for (pass = 0; pass < MAX_PASSES; pass++) {
		g->learnt = false;
		for (i = g->script->items; i; i = i->next)
			if (i->body && !i->embedded)
				learn_item(g, i);
		if (!g->learnt)
			break;
	}
	g->item = NULL;
	g->scope = NULL;
	g->tapset = NULL;
}

/* ---- what is read before it is written ---- */

struct flow {
	struct stp_gen *g;
	struct stp_scope *s;
	unsigned char *written; /* by a local's index; all ones where nothing comes by */
};

bool stp_ends(const struct stp_stmt *st)
{
	const struct stp_stmt *i;

	switch (st->kind) {
	case STP_ST_BLOCK:
		for (i = st->body; i; i = i->next)
			if (stp_ends(i))
				return true;
		return false;
	case STP_ST_IF: return st->other && stp_ends(st->body) && stp_ends(st->other);
	case STP_ST_TRY: return stp_ends(st->body) && stp_ends(st->other);
	case STP_ST_RETURN:
	case STP_ST_NEXT: return true;
	default: return false;
	}
}

static void flow_expr(struct flow *f, struct stp_expr *e);

static void flow_name(struct flow *f, const char *name, bool writes)
{
	struct stp_local *l = stp_local_find(f->s, name);

	if (!l || l->is_param || (l->is_loop && !l->is_written) || !l->is_written)
		return;
	if (writes)
		f->written[l->index] = 1;
	else if (!f->written[l->index])
		l->needs_begin = true;
}

static unsigned char *flow_copy(struct flow *f)
{
	unsigned char *copy = arena_alloc(f->g->a, f->s->n + 1);

	memcpy(copy, f->written, f->s->n);
	return copy;
}

/* b only runs sometimes */
static void flow_maybe(struct flow *f, struct stp_expr *e)
{
	unsigned char *before = flow_copy(f);

	flow_expr(f, e);
	f->written = before;
}

static void flow_expr(struct flow *f, struct stp_expr *e)
{
	struct stp_expr *i;

	if (!e)
		return;
	if (e->kind == STP_EX_NAME)
		return flow_name(f, e->text, false);
	if (e->kind == STP_EX_ASSIGN) {
		flow_expr(f, e->b);
		if (e->a->kind != STP_EX_NAME || strcmp(e->text, "="))
			flow_expr(f, e->a);
		if (e->a->kind == STP_EX_NAME)
			flow_name(f, e->a->text, true);
		return;
	}
	flow_expr(f, e->a);
	if (e->kind == STP_EX_COND ||
	    (e->kind == STP_EX_BINARY && (!strcmp(e->text, "&&") || !strcmp(e->text, "||")))) {
		flow_maybe(f, e->b);
		flow_maybe(f, e->c);
	} else {
		flow_expr(f, e->b);
		flow_expr(f, e->c);
	}
	for (i = e->list; i; i = i->next)
		flow_expr(f, i);
}

static void flow_stmt(struct flow *f, struct stp_stmt *st)
{
	unsigned char *before, *one;
	struct stp_stmt *i;
	unsigned j;

	if (!st)
		return;
	flow_expr(f, st->init);
	if (st->kind != STP_ST_DELETE || !is_written_name(st->expr))
		flow_expr(f, st->expr);
	switch (st->kind) {
	case STP_ST_BLOCK:
		for (i = st->body; i; i = i->next)
			flow_stmt(f, i);
		return;
	case STP_ST_IF:
	case STP_ST_TRY:
		before = flow_copy(f);
		flow_stmt(f, st->body);
		one = st->kind == STP_ST_TRY ? before : f->written;
		f->written = flow_copy(&(struct flow){ f->g, f->s, before });
		flow_stmt(f, st->other);
		for (j = 0; j < f->s->n; j++)
			f->written[j] &= one[j];
		return;
	case STP_ST_WHILE:
	case STP_ST_FOR:
	case STP_ST_FOREACH:
		before = flow_copy(f);
		flow_stmt(f, st->body);
		flow_expr(f, st->step);
		f->written = before;
		return;
	case STP_ST_RETURN:
	case STP_ST_NEXT:
	case STP_ST_BREAK:
	case STP_ST_CONTINUE: memset(f->written, 1, f->s->n); return;
	default: return;
	}
}

void stp_find_unwritten(struct stp_gen *g, struct stp_item *i)
{
	struct stp_scope *s = stp_scope_of(g, i);
	struct flow f = { g, s, NULL };

	if (!s || s->n > MAX_LOCALS)
		return;
	f.written = arena_alloc(g->a, s->n + 1);
	memset(f.written, 0, s->n + 1);
	flow_stmt(&f, i->body);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See bt.h: what people write for want of pairs, and how it is said here.
 *
 *	kprobe:f { @start[tid] = nsecs; }
 *	kretprobe:f /@start[tid]/ { @us = hist((nsecs - @start[tid]) / 1000); delete(@start[tid]); }
 *
 * A map is replaced where nothing can tell the difference: the entry writes it once, on every way,
 * with the thread as key; only the return of the same functions reads and deletes it.
 */

#include <string.h>

#include "migrate/bt/bt.h"

/* ---- which probes belong together ---- */

static unsigned count_points(const struct bt_item *i)
{
	const struct bt_point *pt;
	unsigned n = 0;

	for (pt = i->points; pt; pt = pt->next)
		n++;
	return n;
}

/* "k:f" and "kfunc:f" are entries of f as "kprobe:f" is. */
static const char *entry_name(struct bt *b, const struct bt_point *pt)
{
	const char *rest = strchr(pt->text, ':');
	bool kernel = !strcmp(pt->kind, "kprobe") || !strcmp(pt->kind, "k") ||
		      !strcmp(pt->kind, "kfunc") || !strcmp(pt->kind, "f") ||
		      !strcmp(pt->kind, "fentry");
	bool user = !strcmp(pt->kind, "uprobe") || !strcmp(pt->kind, "u");

	if (kernel || user)
		return arena_printf(b->a, "%s%s", kernel ? "kprobe" : "uprobe", rest ? rest : "");
	if (!strcmp(pt->kind, "t"))
		return arena_printf(b->a, "tracepoint%s", rest ? rest : "");
	return pt->text;
}

static bool belongs(struct bt *b, const struct bt_item *entry, const struct bt_item *exit)
{
	const struct bt_point *x, *e;

	if (!bt_is_return(exit->points) || count_points(entry) != count_points(exit))
		return false;
	for (x = exit->points; x; x = x->next) {
		const char *wanted = bt_entry_text(b->a, x);

		for (e = entry->points; e && wanted; e = e->next)
			if (!strcmp(entry_name(b, e), wanted))
				break;
		if (!wanted || !e)
			return false;
	}
	return true;
}

/* ---- which maps ---- */

struct uses {
	const char *map, *key; /* key: tid or pid */
	unsigned n, other_key;
};

static void count_use(struct bt *b, struct bt_expr *e, void *data)
{
	struct uses *u = data;

	(void)b;
	if (e->kind != BT_MAP || strcmp(e->name, u->map))
		return;
	u->n++;
	u->other_key += !e->args || e->args->next || !bt_is_name(e->args, u->key);
}

static unsigned uses_in(struct bt *b, struct bt_item *i, const struct bt_map *m, const char *key,
			unsigned *other)
{
	struct uses u = { .map = m->name, .key = key };

	bt_walk_item(b, i, count_use, &u);
	*other += u.other_key;
	return u.n;
}

static bool writes(const struct bt_stmt *s, const char *map)
{
	for (; s; s = s->next) {
		const struct bt_expr *to = s->kind == BTS_ASSIGN			 ? s->a :
					   s->kind == BTS_EXPR && s->e->kind == BT_UNARY ? s->e->a :
											   NULL;

		if ((to && to->kind == BT_MAP && !strcmp(to->name, map)) || writes(s->body, map) ||
		    writes(s->other, map))
			return true;
	}
	return false;
}

static bool returns_early(const struct bt_stmt *s)
{
	for (; s; s = s->next)
		if (s->kind == BTS_RETURN || returns_early(s->body) || returns_early(s->other))
			return true;
	return false;
}

/* The one statement that writes the map, on every way; NULL: there is no such one. */
static struct bt_stmt *entry_write(struct bt_item *entry, const struct bt_map *m, const char **key)
{
	struct bt_stmt *s, *found = NULL;

	for (s = entry->body; s; s = s->next) {
		const struct bt_expr *k = s->kind == BTS_ASSIGN && s->a->kind == BT_MAP &&
							  !strcmp(s->a->name, m->name) ?
						  s->a->args :
						  NULL;

		if (!k || k->next || strcmp(s->op, "=") || bt_agg_of(s->e))
			continue;
		if (found || (!bt_is_name(k, "tid") && !bt_is_name(k, "pid")))
			return NULL;
		*key = k->name;
		found = s;
	}
	return returns_early(entry->body) ? NULL : found;
}

static bool is_end(const struct bt_item *i)
{
	return i->kind == BTI_PROBE && !strcasecmp(i->points->kind, "end");
}

/* In END only clear(@map) is harmless. */
static unsigned clears(const struct bt_stmt *s, const char *map)
{
	unsigned n = 0;

	for (; s; s = s->next)
		n += s->kind == BTS_EXPR && s->e->kind == BT_CALL && !strcmp(s->e->name, "clear") &&
		     s->e->args && s->e->args->kind == BT_MAP && !strcmp(s->e->args->name, map);
	return n;
}

/* BEGIN { @m[0] = 0; } only gives the map its type: the thread 0 is the idle one. */
static bool is_start(const struct bt_stmt *s, const char *map)
{
	return s->kind == BTS_ASSIGN && s->a->kind == BT_MAP && !strcmp(s->a->name, map) &&
	       s->a->args && !s->a->args->next && s->a->args->kind == BT_NUMBER &&
	       !strcmp(s->a->args->text, "0");
}

static unsigned starts(const struct bt_item *i, const char *map)
{
	const struct bt_stmt *s = strcasecmp(i->points->kind, "begin") ? NULL : i->body;
	unsigned n = 0;

	for (; s; s = s->next)
		n += is_start(s, map);
	return n;
}

static struct bt_stmt *replaceable(struct bt *b, struct bt_item *entry, struct bt_item *exit,
				   const struct bt_map *m)
{
	const char *key = NULL;
	struct bt_stmt *s = entry_write(entry, m, &key);
	unsigned other = 0, elsewhere = 0, here;
	struct bt_item *i;

	if (!s || m->agg || writes(exit->body, m->name))
		return NULL;
	here = uses_in(b, entry, m, key, &other);
	uses_in(b, exit, m, key, &other);
	for (i = b->items; i; i = i->next) {
		unsigned ignored = 0;

		if (i == entry || i == exit || i->kind != BTI_PROBE)
			continue;
		elsewhere += uses_in(b, i, m, key, &ignored) -
			     (is_end(i) ? clears(i->body, m->name) : 0) - starts(i, m->name);
	}
	return here == 1 && !other && !elsewhere ? s : NULL;
}

/* ---- replacing ---- */

/* A test whether the map has an entry: @m[tid], @m[tid] != 0, @m[tid] > 0, @m[tid] != "",
 * has_key(@m, tid) */
static bool is_test(struct bt *b, const struct bt_expr *e)
{
	const struct bt_map *m;

	if (e->kind == BT_BINARY && (!strcmp(e->op, "!=") || !strcmp(e->op, ">")) &&
	    ((e->b->kind == BT_NUMBER && !strcmp(e->b->text, "0")) ||
	     (e->b->kind == BT_STRING && !*e->b->text)))
		e = e->a;
	if (e->kind == BT_CALL && !strcmp(e->name, "has_key") && e->args)
		e = e->args;
	m = e->kind == BT_MAP ? bt_map(b, e->name) : NULL;
	return m && m->paired;
}

static struct bt_expr *without_tests(struct bt *b, struct bt_expr *e)
{
	struct bt_expr *left, *right;

	if (!e || is_test(b, e))
		return NULL;
	if (e->kind != BT_BINARY || strcmp(e->op, "&&"))
		return e;
	left = without_tests(b, e->a);
	right = without_tests(b, e->b);
	if (!left || !right)
		return left ? left : right;
	e->a = left;
	e->b = right;
	return e;
}

static bool only_differences(struct bt *b, struct bt_item *exit, const struct bt_map *m);

/* What is the same at exit as at entry, or what the exit can say by itself. */
static void set_alias(struct bt *b, struct bt_item *exit, struct bt_map *m, struct bt_expr *value)
{
	if (bt_is_name(value, "nsecs"))
		m->is_start = only_differences(b, exit, m);
	else if (value->kind == BT_NAME &&
		 (!strncmp(value->name, "arg", 3) || !strcmp(value->name, "func") ||
		  !strcmp(value->name, "pid") || !strcmp(value->name, "tid")))
		m->alias = bt_plain(b, value);
	else if (value->kind == BT_MEMBER && bt_is_name(value->a, "args"))
		m->alias = bt_plain(b, value);
}

struct differences {
	const struct bt_map *m;
	unsigned all, differences;
};

static void count_differences(struct bt *b, struct bt_expr *e, void *data)
{
	struct differences *d = data;
	const struct bt_var *v;

	d->all += e->kind == BT_MAP && !strcmp(e->name, d->m->name);
	if (e->kind == BT_CALL && !strcmp(e->name, "delete") && e->args &&
	    e->args->kind == BT_MAP && !strcmp(e->args->name, d->m->name))
		d->all--;
	if (e->kind != BT_BINARY || strcmp(e->op, "-") || e->b->kind != BT_MAP ||
	    strcmp(e->b->name, d->m->name))
		return;
	v = e->a->kind == BT_VAR ? bt_var(b, e->a->name) : NULL;
	d->differences += bt_is_name(e->a, "nsecs") || (v && v->is_now && v->assigned == 1);
}

static bool only_differences(struct bt *b, struct bt_item *exit, const struct bt_map *m)
{
	struct differences d = { .m = m };

	bt_find_vars(b, exit);
	bt_walk_stmts(b, exit->body, count_differences, &d);
	return d.all == d.differences;
}

static void drop(struct bt_item *entry, const struct bt_stmt *s)
{
	struct bt_stmt **i;

	for (i = &entry->body; *i; i = &(*i)->next)
		if (*i == s) {
			*i = s->next;
			return;
		}
}

static void drop_starts(struct bt *b, const char *map)
{
	struct bt_item *i;
	struct bt_stmt *s;

	for (i = b->items; i; i = i->next)
		if (i->kind == BTI_PROBE && starts(i, map))
			for (s = i->body; s; s = s->next)
				if (is_start(s, map))
					drop(i, s);
}

static void take_map(struct bt *b, struct bt_item *entry, struct bt_item *exit, struct bt_map *m,
		     struct bt_stmt *s, struct str *names)
{
	m->paired = true;
	drop_starts(b, m->name);
	bt_enter_probe(b, entry);
	bt_find_vars(b, entry);
	set_alias(b, exit, m, s->e);
	if (m->is_start || m->alias)
		drop(entry, s);
	str_printf(names, "%s@%s", names->len ? ", " : "", m->name);
	str_puts(names, "[]");
}

static void note_change(struct bt *b, struct bt_expr *e, void *data)
{
	bool *changes = data;

	(void)b;
	*changes = *changes || e->kind == BT_MAP || e->kind == BT_VAR || e->kind == BT_CALL ||
		   (e->kind == BT_MEMBER && !bt_is_name(e->a, "args")) ||
		   (e->kind == BT_UNARY && *e->op == '*') || bt_is_name(e, "nsecs") ||
		   bt_is_name(e, "cpu");
}

/* A condition that is the same at exit: of who calls, and with which arguments. */
static void move_filter(struct bt *b, struct bt_item *entry, struct bt_item *exit)
{
	bool changes = false;
	struct bt_expr *both;

	bt_walk_expr(b, entry->filter, note_change, &changes);
	if (entry->body || !entry->filter || changes)
		return;
	both = entry->filter;
	if (exit->filter) {
		both = arena_new(b->a, struct bt_expr);
		*both = (struct bt_expr){ .kind = BT_BINARY,
					  .span = exit->filter->span,
					  .op = "&&",
					  .a = entry->filter,
					  .b = exit->filter };
	}
	exit->filter = both;
	entry->filter = NULL;
}

/* The names of the first block are known in the second: what the exit only reads needs no entry. */
static void finish_pair(struct bt *b, struct bt_item *entry, struct bt_item *exit,
			const char *names)
{
	entry->exit_of = exit;
	exit->entry_of = entry;
	exit->filter = without_tests(b, exit->filter);
	exit->gone = true;
	move_filter(b, entry, exit);
	entry->no_entry = !entry->body && !entry->filter;
	report_differs(&b->m->report, entry->row, PAIRED, names);
	report_differs(&b->m->report, entry->row, NESTED);
	report_differs(&b->m->report, exit->row, PAIRED, names);
}

static void try_pair(struct bt *b, struct bt_item *entry, struct bt_item *exit)
{
	struct bt_map *m;
	struct bt_stmt *s;
	struct str names;

	str_init(&names, b->a);
	for (m = b->maps; m; m = m->next) {
		s = m->paired ? NULL : replaceable(b, entry, exit, m);
		if (s)
			take_map(b, entry, exit, m, s, &names);
	}
	if (names.len)
		finish_pair(b, entry, exit, arena_printf(b->a, "%s is", names.text));
}

void bt_find_pairs(struct bt *b)
{
	struct bt_item *entry, *exit;

	for (entry = b->items; entry; entry = entry->next)
		for (exit = b->items; exit; exit = exit->next)
			if (entry != exit && entry->kind == BTI_PROBE && exit->kind == BTI_PROBE &&
			    !entry->exit_of && !exit->entry_of && !entry->entry_of &&
			    belongs(b, entry, exit))
				try_pair(b, entry, exit);
}

/* ---- addresses of two families ---- */

struct family {
	const char *var;
	const struct bt_expr *four, *six; /* ntop(…) */
	struct family *next;
};

static bool is_ntop(const struct bt_stmt *s)
{
	return s->kind == BTS_ASSIGN && s->a->kind == BT_VAR && s->e->kind == BT_CALL &&
	       !strcmp(s->e->name, "ntop");
}

static struct bt_stmt *assignment_of(struct bt_stmt *s, const char *var)
{
	for (; s; s = s->next)
		if (is_ntop(s) && !strcmp(s->a->name, var))
			return s;
	return NULL;
}

static struct family *families_of(struct bt *b, struct bt_stmt *s)
{
	struct family *first = NULL, **last = &first;
	struct bt_stmt *x, *y;

	for (x = s->body; x; x = x->next) {
		y = is_ntop(x) ? assignment_of(s->other, x->a->name) : NULL;
		if (!y)
			continue;
		*last = arena_new(b->a, struct family);
		**last = (struct family){ .var = x->a->name, .four = x->e, .six = y->e };
		last = &(*last)->next;
	}
	return first;
}

static const struct family *family_of(const struct family *f, const char *var)
{
	for (; f; f = f->next)
		if (!strcmp(f->var, var))
			return f;
	return NULL;
}

/* Without the assignments of those variables. */
static struct bt_stmt *without(struct bt_stmt *s, const struct family *f)
{
	struct bt_stmt **i;

	for (i = &s; *i;)
		if (is_ntop(*i) && family_of(f, (*i)->a->name))
			*i = (*i)->next;
		else
			i = &(*i)->next;
	return s;
}

static struct bt_expr *replaced(struct bt *b, const struct bt_expr *e, const struct family *f,
				bool first)
{
	struct bt_expr *copy;
	const struct family *mine;

	if (!e)
		return NULL;
	copy = arena_new(b->a, struct bt_expr);
	*copy = *e;
	mine = e->kind == BT_VAR ? family_of(f, e->name) : NULL;
	if (mine)
		*copy = first ? *mine->four : *mine->six;
	copy->next = replaced(b, e->next, f, first);
	if (mine)
		return copy;
	copy->a = replaced(b, e->a, f, first);
	copy->b = replaced(b, e->b, f, first);
	copy->c = replaced(b, e->c, f, first);
	copy->args = replaced(b, e->args, f, first);
	return copy;
}

struct asking {
	const struct family *f;
	bool found;
};

static void ask(struct bt *b, struct bt_expr *e, void *data)
{
	struct asking *q = data;

	(void)b;
	q->found = q->found || (e->kind == BT_VAR && family_of(q->f, e->name));
}

static bool asks(struct bt *b, struct bt_stmt *s, const struct family *f)
{
	struct asking q = { .f = f };

	bt_walk_expr(b, s->a, ask, &q);
	bt_walk_expr(b, s->e, ask, &q);
	return q.found && (s->kind == BTS_EXPR || s->kind == BTS_ASSIGN);
}

static struct bt_stmt *one_of(struct bt *b, const struct bt_stmt *s, const struct family *f,
			      bool first)
{
	struct bt_stmt *copy = arena_new(b->a, struct bt_stmt);

	*copy = *s;
	copy->next = NULL;
	copy->a = replaced(b, s->a, f, first);
	copy->e = replaced(b, s->e, f, first);
	return copy;
}

/* Statements that use the variables become an `if' that says both. */
static void split_users(struct bt *b, struct bt_stmt *s, const struct bt_stmt *choice,
			const struct family *f)
{
	for (; s; s = s->next) {
		struct bt_stmt *both;

		if (!asks(b, s, f))
			continue;
		both = arena_new(b->a, struct bt_stmt);
		*both = *s;
		s->kind = BTS_EITHER;
		s->body = one_of(b, both, f, true);
		s->other = one_of(b, both, f, false);
		s->e = choice->e;
		s->a = NULL;
	}
}

struct bt_stmt *bt_split_families(struct bt *b, struct bt_stmt *body)
{
	struct bt_stmt *s, **i;
	const struct family *f;

	for (s = body; s; s = s->next) {
		if (s->kind == BTS_EITHER)
			continue;
		s->body = bt_split_families(b, s->body);
		s->other = bt_split_families(b, s->other);
		f = s->kind == BTS_IF && s->other ? families_of(b, s) : NULL;
		if (!f)
			continue;
		split_users(b, s->next, s, f);
		s->body = without(s->body, f);
		s->other = without(s->other, f);
		body = without(body, f); /* `$x = ntop(0)' gave it a type */
	}
	for (i = &body; *i;) /* nothing is left to choose */
		if ((*i)->kind == BTS_IF && !(*i)->body && !(*i)->other)
			*i = (*i)->next;
		else
			i = &(*i)->next;
	return body;
}

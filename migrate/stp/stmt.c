// SPDX-License-Identifier: GPL-2.0-or-later
/* See gen.h: statements. */

#include <string.h>

#include "migrate/stp/gen.h"

static void put_stmt(struct stp_gen *g, struct stp_stmt *st, bool more);

/* ---- what is one line ---- */

static const char *zero_of(enum stp_type t)
{
	return t == STP_TEXT ? "\"\"" : "0";
}

static const char *delete_text(struct stp_gen *g, struct stp_expr *e)
{
	const struct stp_item *global = table_get(&g->script->globals, e->text);
	const char *counted = stp_delete_counted(g, e);
	struct str s;

	if (counted)
		return counted;
	if (e->kind == STP_EX_NAME && global && !global->is_array && global->type != STP_STATS)
		return arena_printf(g->a, "%s = %s", stp_global_name(g, e->text),
				    zero_of(global->type));
	if (e->kind == STP_EX_INDEX && e->a && e->a->kind == STP_EX_NAME &&
	    stp_paired_map(g, e->a->text))
		return "";
	if (e->kind != STP_EX_NAME && e->kind != STP_EX_INDEX)
		stp_refuse(g, SYNTAX, "delete");
	str_init(&s, g->a);
	str_puts(&s, "delete ");
	stp_put_expr(g, &s, e, BINDS_CALL);
	return s.text;
}

static const char *return_text(struct stp_gen *g, struct stp_stmt *st)
{
	if (g->item->kind != STP_IT_FUNCTION)
		return "next";
	if (st->expr)
		return arena_printf(g->a, "return %s", stp_expr_text(g, st->expr, BINDS_TERNARY));
	return g->item->returns_value ? arena_printf(g->a, "return %s", zero_of(g->item->type)) :
					"return";
}

static bool is_call_text(const char *text)
{
	size_t n = strlen(text),
	       i = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

	return n && i && text[i] == '(' && text[n - 1] == ')';
}

/* Functions whose result nobody looks at may have no effect at all. */
static const char *call_text(struct stp_gen *g, struct stp_expr *e)
{
	const struct stp_fn *fn = stp_find_fn(e->text);
	const char *text;

	if (!strcmp(e->text, "system") && !table_get(&g->script->functions, e->text)) {
		stp_differs(g, DROPPED, migrate_words(g->m, e->span));
		return "";
	}
	text = stp_expr_text(g, e, BINDS_ASSIGN);
	if (fn && fn->type != STP_AS_NONE && !table_get(&g->script->functions, e->text))
		return "";
	return is_call_text(text) || g->refused ? text : "";
}

static const char *expr_text(struct stp_gen *g, struct stp_expr *e)
{
	struct str s;

	str_init(&s, g->a);
	if (stp_put_print(g, &s, e))
		return s.text;
	switch (e->kind) {
	case STP_EX_CALL: return call_text(g, e);
	case STP_EX_ASSIGN: stp_put_assign(g, &s, e); return s.text;
	case STP_EX_STEP: return stp_expr_text(g, e, BINDS_ASSIGN);
	case STP_EX_COND: return NULL;
	case STP_EX_BINARY: return !strcmp(e->text, "&&") || !strcmp(e->text, "||") ? NULL : "";
	case STP_EX_EMBEDDED: stp_refuse(g, FUNCTION, "embedded C"); return "";
	default: return "";
	}
}

const char *stp_simple(struct stp_gen *g, struct stp_stmt *st)
{
	switch (st->kind) {
	case STP_ST_EXPR: return expr_text(g, st->expr);
	case STP_ST_NEXT:
		if (g->item->kind == STP_IT_FUNCTION)
			stp_refuse(g, FUNCTION, "`next' in a function");
		return "next";
	case STP_ST_BREAK: return "break";
	case STP_ST_CONTINUE: return "continue";
	case STP_ST_RETURN: return return_text(g, st);
	case STP_ST_DELETE: return delete_text(g, st->expr);
	case STP_ST_EMPTY: return "";
	case STP_ST_EMBEDDED: stp_refuse(g, FUNCTION, "embedded C"); return "";
	default: return NULL;
	}
}

static void put_line(struct stp_gen *g, const char *text)
{
	if (strlen(text) > 60 && is_call_text(text))
		writer_call(g->w, text);
	else if (*text)
		writer_line(g->w, "%s", text);
}

/* ---- conditions that are known ---- */

/* @type_member_defined("union futex_key", inode), when the target's types are known. */
static int has_member(struct stp_gen *g, const struct stp_expr *e)
{
	struct ktypes *kt = target_types_if_any(g->m->target);
	const char *type = e->list && e->list->kind == STP_EX_STRING ? e->list->text : "";
	struct kmember found;
	uint32_t id;

	if (!kt || !e->list || !e->list->next || e->list->next->kind != STP_EX_NAME)
		return -1;
	if (!strncmp(type, "struct ", 7))
		id = ktypes_find(kt, KK_STRUCT, type + 7);
	else
		id = !strncmp(type, "union ", 6) ? ktypes_find(kt, KK_UNION, type + 6) : 0;
	if (!id)
		return -1;
	return ktypes_member(kt, id, e->list->next->text, &found);
}

static int known(struct stp_gen *g, const struct stp_expr *e)
{
	int inner;

	if (e->kind == STP_EX_IN)
		return stp_paired_map(g, e->text) ? 1 : -1;
	if (e->kind == STP_EX_AT && !strcmp(e->text, "type_member_defined")) {
		inner = has_member(g, e);
		if (inner >= 0)
			stp_differs(g, DECIDED, migrate_words(g->m, e->span),
				    inner ? "true" : "false");
		return inner;
	}
	if (e->kind != STP_EX_UNARY || strcmp(e->text, "!"))
		return -1;
	inner = known(g, e->a);
	return inner < 0 ? -1 : !inner;
}

/* ---- blocks ---- */

static void put_under(struct stp_gen *g, struct stp_stmt *st, bool more)
{
	writer_indent(g->w, 1);
	if (st->kind == STP_ST_BLOCK)
		stp_put_body(g, st, more);
	else
		put_stmt(g, st, more);
	writer_indent(g->w, -1);
}

/* HEAD statement, or HEAD { … and its } */
static bool put_headed(struct stp_gen *g, const char *head, struct stp_stmt *st, bool more,
		       bool braces)
{
	const char *one = braces || st->kind == STP_ST_BLOCK ? NULL : stp_simple(g, st);

	if (one && *one) {
		writer_line(g->w, "%s", head);
		put_under(g, st, more);
		return false;
	}
	writer_line(g->w, "%s {", head);
	put_under(g, st, more);
	return true;
}

static void put_if(struct stp_gen *g, struct stp_stmt *st, const char *lead, bool more)
{
	int fixed = known(g, st->expr);
	bool braces, all;
	struct stp_stmt *other = st->other;

	if (fixed >= 0 && !*lead) {
		if (fixed)
			put_stmt(g, st->body, more);
		else if (other)
			put_stmt(g, other, more);
		return;
	}
	all = *lead || (other && (st->body->kind == STP_ST_BLOCK || other->kind == STP_ST_BLOCK ||
				  other->kind == STP_ST_IF));
	braces = put_headed(
		g, arena_printf(g->a, "%sif (%s)", lead, stp_expr_text(g, st->expr, BINDS_ASSIGN)),
		st->body, more, all);
	if (other && other->kind == STP_ST_IF && braces)
		return put_if(g, other, "} else ", more);
	if (other)
		braces = put_headed(g, braces ? "} else" : "else", other, more, all);
	if (braces)
		writer_line(g->w, "}");
}

/* a && b(), a || b(), a ? b() : c() as statements */
static void put_choice(struct stp_gen *g, struct stp_expr *e, bool more)
{
	struct stp_stmt *yes = arena_new(g->a, struct stp_stmt),
			*st = arena_new(g->a, struct stp_stmt);
	struct stp_expr *cond = e->a;

	*yes = (struct stp_stmt){ .kind = STP_ST_EXPR, .span = e->b->span, .expr = e->b };
	*st = (struct stp_stmt){ .kind = STP_ST_IF, .span = e->span, .body = yes };
	if (!strcmp(e->text, "||")) {
		cond = arena_new(g->a, struct stp_expr);
		*cond = (struct stp_expr){
			.kind = STP_EX_UNARY, .span = e->a->span, .text = "!", .a = e->a
		};
	}
	st->expr = cond;
	if (e->kind == STP_EX_COND) {
		st->other = arena_new(g->a, struct stp_stmt);
		*st->other =
			(struct stp_stmt){ .kind = STP_ST_EXPR, .span = e->c->span, .expr = e->c };
	}
	put_if(g, st, "", more);
}

/* ---- loops ---- */

static const char *loop_text(struct stp_gen *g, struct stp_expr *e)
{
	const char *text = e ? expr_text(g, e) : "";

	if (!text)
		stp_refuse(g, SYNTAX, "a choice in the head of a loop");
	return text ? text : "";
}

static void note_continue(struct stp_stmt *st, void *with)
{
	*(bool *)with |= st->kind == STP_ST_CONTINUE;
}

/* for (…; …; a ? b : c): a step that is more than one line ends the body, which nothing may jump over. */
static void long_step_to_body(struct stp_gen *g, struct stp_stmt *st)
{
	struct stp_stmt *body, *step;
	bool jumps = false;

	if (!st->step || expr_text(g, st->step))
		return;
	stp_walk_stmt(st->body, note_continue, NULL, &jumps);
	if (jumps)
		return;
	body = arena_new(g->a, struct stp_stmt);
	step = arena_new(g->a, struct stp_stmt);
	*step = (struct stp_stmt){ .kind = STP_ST_EXPR, .span = st->step->span, .expr = st->step };
	*body = (struct stp_stmt){ .kind = STP_ST_BLOCK, .span = st->body->span, .body = st->body };
	st->body->next = step;
	st->body = body;
	st->step = NULL;
}

static void put_loop(struct stp_gen *g, struct stp_stmt *st)
{
	const char *head, *cond = st->expr ? stp_expr_text(g, st->expr, BINDS_ASSIGN) : "";

	long_step_to_body(g, st);
	if (st->kind == STP_ST_WHILE)
		head = arena_printf(g->a, "while (%s)", cond);
	else
		head = arena_printf(g->a, "for (%s; %s; %s)", loop_text(g, st->init), cond,
				    loop_text(g, st->step));
	if (put_headed(g, head, st->body, true, false))
		writer_line(g->w, "}");
}

/* A loop's variable is the loop's own here: what is used elsewhere too is set from it. */
static const char *loop_name(struct stp_gen *g, const char *name, struct str *sets)
{
	const struct stp_local *l = stp_local_find(g->scope, name);

	if (table_get(&g->script->globals, name) || (l && l->is_written)) {
		str_printf(sets, "%s%s = %s_", sets->len ? "\n" : "",
			   l && !table_get(&g->script->globals, name) ? l->out : name, name);
		return arena_printf(g->a, "%s_", name);
	}
	return l ? l->out : name;
}

static void put_sort(struct stp_gen *g, struct str *head, const struct stp_stmt *st)
{
	const struct stp_item *map = table_get(&g->script->globals, st->map);

	if (st->sort && !st->sort_key && !st->agg && map && map->type == STP_STATS)
		str_puts(head, "@count"); /* what SystemTap sorts aggregates by */
	if (st->agg)
		str_printf(head, "@%s", st->agg);
	if (st->sort && !st->sort_key)
		str_putc(head, st->sort);
}

static void put_foreach(struct stp_gen *g, struct stp_stmt *st)
{
	struct str head, sets;
	const struct stp_expr *k;
	unsigned n = 0;

	if (!*st->map) {
		stp_refuse(g, FUNCTION, "a loop over a histogram");
		return;
	}
	str_init(&head, g->a);
	str_init(&sets, g->a);
	str_puts(&head, "foreach (");
	if (st->name)
		str_printf(&head, "%s = ", loop_name(g, st->name, &sets));
	if (st->keys && st->keys->next)
		str_putc(&head, '[');
	for (k = st->keys; k; k = k->next) {
		str_printf(&head, "%s%s", n ? ", " : "", loop_name(g, k->text, &sets));
		if (++n == st->sort_key && st->sort)
			str_putc(&head, st->sort);
	}
	if (st->keys && st->keys->next)
		str_putc(&head, ']');
	str_printf(&head, " in %s", stp_global_name(g, st->map));
	if (st->slice) {
		str_putc(&head, '[');
		stp_put_list(g, &head, st->slice);
		str_putc(&head, ']');
	}
	put_sort(g, &head, st);
	if (st->expr)
		str_printf(&head, " limit %s", stp_expr_text(g, st->expr, BINDS_TERNARY));
	str_putc(&head, ')');
	if (!sets.len) {
		if (put_headed(g, head.text, st->body, true, false))
			writer_line(g->w, "}");
		return;
	}
	writer_line(g->w, "%s {", head.text);
	writer_indent(g->w, 1);
	writer_line(g->w, "%s", sets.text);
	writer_indent(g->w, -1);
	put_under(g, st->body, true);
	writer_line(g->w, "}");
}

/* ---- the rest ---- */

static void put_try(struct stp_gen *g, struct stp_stmt *st, bool more)
{
	writer_line(g->w, "try {");
	put_under(g, st->body, more);
	if (st->name)
		writer_line(g->w, "} catch (%s) {",
			    loop_name(g, st->name, &(struct str){ .arena = g->a, .text = "" }));
	else
		writer_line(g->w, "} catch {");
	put_under(g, st->other, more);
	writer_line(g->w, "}");
}

static bool is_exit(const struct stp_stmt *st)
{
	return st->kind == STP_ST_EXPR && st->expr->kind == STP_EX_CALL &&
	       !strcmp(st->expr->text, "exit");
}

static void put_stmt(struct stp_gen *g, struct stp_stmt *st, bool more)
{
	const char *one;

	writer_at(g->w, st->span);
	if (g->depth > 200) {
		stp_refuse(g, SYNTAX, "statements that are nested too deep");
		return;
	}
	g->depth++;
	one = stp_simple(g, st);
	if (is_exit(st) && more)
		stp_differs(g, EXIT_AT_ONCE);
	if (one)
		put_line(g, one);
	else if (st->kind == STP_ST_BLOCK)
		stp_put_body(g, st, more);
	else if (st->kind == STP_ST_IF)
		put_if(g, st, "", more);
	else if (st->kind == STP_ST_EXPR)
		put_choice(g, st->expr, more);
	else if (st->kind == STP_ST_FOREACH)
		put_foreach(g, st);
	else if (st->kind == STP_ST_TRY)
		put_try(g, st, more);
	else
		put_loop(g, st);
	g->depth--;
	writer_done(g->w, st->span);
}

static void find_leave(struct stp_stmt *st, void *with)
{
	bool *found = with;

	*found |= st->kind == STP_ST_NEXT || st->kind == STP_ST_RETURN ||
		  st->kind == STP_ST_BREAK || st->kind == STP_ST_CONTINUE;
}

/* exit() lets a handler of SystemTap's run to its end, so it goes behind what follows it. */
static bool may_wait(struct stp_stmt *st)
{
	bool leaves = false;

	if (!st->next)
		return false;
	for (st = st->next; st; st = st->next)
		stp_walk_stmt(st, find_leave, NULL, &leaves);
	return !leaves;
}

void stp_put_body(struct stp_gen *g, struct stp_stmt *body, bool more)
{
	struct stp_stmt *st = body->kind == STP_ST_BLOCK ? body->body : body, *last = NULL;

	if (body->kind == STP_ST_EMBEDDED) {
		stp_refuse(g, FUNCTION, "embedded C");
		return;
	}
	for (; st; st = body->kind == STP_ST_BLOCK ? st->next : NULL) {
		if (is_exit(st) && !last && may_wait(st))
			last = st;
		else
			put_stmt(g, st, more || st->next || last);
	}
	if (last)
		put_stmt(g, last, more);
}

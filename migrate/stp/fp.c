// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See gen.h: the script.
 *
 * Each probe is written twice, first to nowhere: only then it is known whether all of it can be,
 * and which functions and params the script needs.
 */

#include <ctype.h>
#include <string.h>

#include "migrate/stp/gen.h"

/* ---- bodies ---- */

/* Variables that are read before they are written begin as 0 or "". */
static void put_begins(struct stp_gen *g)
{
	unsigned i;

	for (i = 0; g->scope && i < g->scope->n; i++) {
		const struct stp_local *l = g->scope->order[i];

		if (l->needs_begin)
			writer_line(g->w, "%s = %s", l->out, l->type == STP_TEXT ? "\"\"" : "0");
	}
}

/* What a tapset's variable stands for is looked up once, if it is long and used more than once. */
static void put_variables(struct stp_gen *g, bool begin)
{
	unsigned i;

	for (i = 0; g->scope && i < g->scope->n; i++) {
		struct stp_local *l = g->scope->order[i];
		const struct stp_var *v = g->tapset ? stp_find_var(g->tapset->name, l->name) : NULL;

		if (!v || (!l->is_matched && (l->reads < 2 || strlen(v->text) < 24)))
			continue;
		if (begin && !l->is_written && !l->is_loop) {
			stp_use_snippets_in(g, v->text);
			writer_line(g->w, "%s = %s", l->out, v->text);
			l->is_written = l->is_param = true;
		} else if (!begin && l->is_written && l->is_param) {
			l->is_written = l->is_param = false;
		}
	}
}

static void put_handler(struct stp_gen *g, struct stp_item *i, bool more)
{
	g->item = i;
	g->scope = stp_scope_of(g, i);
	writer_indent(g->w, 1);
	put_begins(g);
	put_variables(g, true);
	stp_put_body(g, i->body, more);
	put_variables(g, false);
	writer_indent(g->w, -1);
}

/* ---- probes ---- */

static bool is_empty(const struct stp_item *i)
{
	const struct stp_stmt *st;

	for (st = i->body->body; st; st = st->next)
		if (st->kind != STP_ST_EMPTY)
			return false;
	return true;
}

static const char *condition(struct stp_gen *g, const struct stp_group *group)
{
	return group->cond ?
		       arena_printf(g->a, " if (%s)", stp_expr_text(g, group->cond, BINDS_ASSIGN)) :
		       "";
}

static void enter(struct stp_gen *g, const struct stp_group *group)
{
	g->tapset = group->tapset;
	g->points = group->points;
	g->in_exit = group->is_exit;
	g->in_entry = false;
	g->in_user = group->in_user;
}

static void put_oneshot(struct stp_gen *g, const struct stp_item *i)
{
	if (strcmp(i->points->parts->name, "oneshot"))
		return;
	writer_indent(g->w, 1);
	writer_line(g->w, "exit()");
	writer_indent(g->w, -1);
}

static void put_group(struct stp_gen *g, struct stp_item *i, const struct stp_group *group)
{
	if (group->is_never) {
		if (!strcmp(i->points->parts->name, "never"))
			stp_differs(g, DROPPED, "a probe that never runs");
		return;
	}
	enter(g, group);
	if (i->kind == STP_IT_ALIAS) {
		size_t n = strlen(i->name), is_exit = n > 7 && !strcmp(i->name + n - 7, ".return");

		writer_line(g->w, "probe %.*s%s = %s {", (int)(is_exit ? n - 7 : n), i->name,
			    is_exit ? ".exit" : "", group->points);
	} else {
		writer_line(g->w, "probe %s%s {", group->points, condition(g, group));
	}
	put_handler(g, i, false);
	put_oneshot(g, i);
	writer_line(g->w, "}");
}

static void report_group(struct stp_gen *g, struct stp_item *i, const struct stp_group *group,
			 const char *points)
{
	(void)i;
	if (group->is_never || !g->row)
		return;
	report_becomes(&g->m->report, g->row, "%s%s%s", g->row->becomes ? g->row->becomes : "",
		       g->row->becomes ? "; " : "", points);
}

/* An entry and its exit in one. */
static void put_pair(struct stp_gen *g, struct stp_item *i)
{
	struct stp_group *entry = stp_points(g, i), *exit = stp_points(g, i->pair);
	const struct report_row *row = g->row;

	if (!entry || !exit || g->refused)
		return;
	g->paired = i;
	enter(g, is_empty(i) ? exit : entry);
	writer_line(g->w, "probe %s {", is_empty(i) ? exit->points : entry->points);
	if (!is_empty(i)) {
		put_handler(g, i, false);
		writer_done(g->w, i->span);
		writer_line(g->w, "} exit {");
	}
	g->row = i->pair->judgement ? i->pair->judgement : g->row;
	enter(g, exit);
	writer_at(g->w, i->pair->body->span);
	put_handler(g, i->pair, false);
	writer_line(g->w, "}");
	g->row = (struct report_row *)row;
	g->paired = NULL;
}

static void put_probe(struct stp_gen *g, struct stp_item *i)
{
	struct stp_group *group;
	bool first = true;

	if (i->epilogue)
		stp_refuse(g, FUNCTION, "an alias's block that runs behind the probe's");
	if (i->pair)
		return put_pair(g, i);
	for (group = stp_points(g, i); group && !g->refused; group = group->next) {
		if (!first)
			writer_gap(g->w);
		put_group(g, i, group);
		first = false;
	}
}

static void report_becoming(struct stp_gen *g, struct stp_item *i)
{
	struct stp_group *group;

	if (i->pair) {
		struct stp_group *entry = stp_points(g, i), *exit = stp_points(g, i->pair);

		if (!entry || !exit)
			return;
		report_group(g, i, entry,
			     is_empty(i) ?
				     exit->points :
				     arena_printf(g->a, "%s { … } exit { … }", entry->points));
		report_becomes(&g->m->report, i->pair->judgement, "%s", g->row->becomes);
		return;
	}
	for (group = stp_points(g, i); group; group = group->next)
		report_group(g, i, group, group->points);
}

/* ---- judging: a probe is written to nowhere ---- */

struct before {
	struct writer *w;
	struct report_row *row;
	struct stp_item *item, *paired;
	struct stp_scope *scope;
	const struct stp_tapset *tapset;
	bool in_exit, in_entry, in_user, refused;
};

static void put_aside(struct stp_gen *g, struct before *b, struct writer *nowhere,
		      struct report_row *row)
{
	*b = (struct before){ g->w,	 g->row,     g->item,	  g->paired,  g->scope,
			      g->tapset, g->in_exit, g->in_entry, g->in_user, g->refused };
	writer_init(nowhere, g->a, g->m->original);
	g->w = nowhere;
	g->row = row;
	g->refused = g->in_exit = g->in_entry = false;
	g->paired = NULL;
	g->tapset = NULL;
}

static void take_back(struct stp_gen *g, const struct before *b)
{
	g->w = b->w;
	g->row = b->row;
	g->item = b->item;
	g->paired = b->paired;
	g->scope = b->scope;
	g->tapset = b->tapset;
	g->in_exit = b->in_exit;
	g->in_entry = b->in_entry;
	g->in_user = b->in_user;
	g->refused = b->refused;
}

static void put_function(struct stp_gen *g, struct stp_item *fn);

const struct report_row *stp_judge_function(struct stp_gen *g, struct stp_item *fn)
{
	const struct remark *r;
	struct writer nowhere;
	struct before b;

	if (!fn->judgement) {
		fn->judgement = arena_new(g->a, struct report_row);
		*fn->judgement = (struct report_row){ .span = fn->span, .probe = fn->name };
		fn->judgement->last_remark = &fn->judgement->remarks;
		fn->is_judging = true;
		put_aside(g, &b, &nowhere, fn->judgement);
		put_function(g, fn);
		take_back(g, &b);
		fn->is_judging = false;
	} else if (fn->is_judging) {
		report_refuses(&g->m->report, fn->judgement, FUNCTION,
			       arena_printf(g->a, "%s() calls itself: recursion", fn->name));
	}
	for (r = g->row && g->row != fn->judgement ? fn->judgement->remarks : NULL; r; r = r->next)
		report_add_difference(&g->m->report, g->row, r->what, "%s", r->text);
	return fn->judgement;
}

static void judge_probe(struct stp_gen *g, struct stp_item *i)
{
	struct writer nowhere;
	struct before b;

	put_aside(g, &b, &nowhere, i->judgement);
	put_probe(g, i);
	if (!i->judgement->refused && g->refused)
		report_refuses(&g->m->report, i->judgement, SYNTAX, "the probe");
	if (!g->refused)
		report_becoming(g, i);
	if (i->pair && i->judgement->refused)
		report_add_refusal(&g->m->report, i->pair->judgement, i->judgement->refusal, "%s",
				   i->judgement->why);
	if (i->pair && i->pair->judgement->refused)
		report_add_refusal(&g->m->report, i->judgement, i->pair->judgement->refusal, "%s",
				   i->pair->judgement->why);
	take_back(g, &b);
}

/* ---- functions ---- */

static void put_function(struct stp_gen *g, struct stp_item *fn)
{
	struct stp_scope *s = stp_scope_of(g, fn);
	struct str head;
	const struct stp_expr *p;

	if (fn->embedded) {
		stp_refuse(g, FUNCTION, arena_printf(g->a, "%s(), embedded C,", fn->name));
		return;
	}
	str_init(&head, g->a);
	str_printf(&head, "function %s(", stp_function_name(g, fn->name));
	for (p = fn->params; p; p = p->next)
		str_printf(&head, "%s%s", p == fn->params ? "" : ", ",
			   stp_local_find(s, p->text)->out);
	writer_line(g->w, "%s) {", head.text);
	put_handler(g, fn, false);
	if (fn->returns_value && !stp_ends(fn->body)) {
		writer_indent(g->w, 1);
		writer_line(g->w, "return %s", fn->type == STP_TEXT ? "\"\"" : "0");
		writer_indent(g->w, -1);
	}
	writer_line(g->w, "}");
}

/* ---- globals ---- */

static const char *type_word(enum stp_type t)
{
	return t == STP_TEXT ? "string" : "s64";
}

/* A probe that never runs is how SystemTap is told types. */
static bool has_never(const struct stp_gen *g)
{
	const struct stp_item *i;

	for (i = g->script->items; i; i = i->next)
		if (i->kind == STP_IT_PROBE && !strcmp(i->points->parts->name, "never"))
			return true;
	return false;
}

/* Only what is limited, or wraps, or may never be written, needs a declaration. */
static void put_array(struct stp_gen *g, struct stp_item *i)
{
	bool told = i->type == STP_STATS && has_never(g);
	struct str s;
	unsigned n;

	if (told && !i->nkeys)
		writer_line(g->w, "global %s: hist_log", stp_global_name(g, i->name));
	if (i->pair || !i->nkeys || (!told && !i->wraps && !(i->size && i->size->number > 10240)))
		return;
	if (i->has_kernel_key) {
		report_differs(&g->m->report, NULL, KEYS, i->name);
		return;
	}
	str_init(&s, g->a);
	for (n = 0; n < i->nkeys && n < 32; n++)
		str_printf(&s, "%s%s", n ? ", " : "", type_word(i->param_types[n]));
	writer_line(g->w, "global %s[%s]%s%s%s", stp_global_name(g, i->name), s.text,
		    told ? ": hist_log" : "",
		    i->size ? arena_printf(g->a, " limit %lld", (long long)i->size->number) : "",
		    i->wraps ? " lru" : "");
}

static bool is_upper(const char *name)
{
	for (; *name; name++)
		if (islower((unsigned char)*name))
			return false;
	return true;
}

static void put_global(struct stp_gen *g, struct stp_item *i)
{
	const char *name = stp_global_name(g, i->name), *value = NULL;

	if (i->pair || i->type == STP_STATS || i->is_array) {
		put_array(g, i);
		return;
	}
	if (i->value && i->value->kind == STP_EX_ARG) {
		if (!i->is_written)
			writer_line(g->w, "const %s = arg%lld", name, (long long)i->value->number);
		else
			writer_line(g->w, "global %s%s\nprobe begin(-100000) { %s = arg%lld }",
				    name, i->type == STP_TEXT ? " = \"\"" : "", name,
				    (long long)i->value->number);
		return;
	}
	if (i->value)
		value = stp_expr_text(g, i->value, BINDS_TERNARY);
	else if (i->type == STP_TEXT)
		value = "\"\"";
	if (value)
		writer_line(g->w, "%s %s = %s",
			    i->is_written     ? "global" :
			    is_upper(i->name) ? "const" :
						"param",
			    name, value);
	else
		writer_line(g->w, "global %s", name);
}

/* A value for the check of a param that has none. */
static void put_sample(struct stp_gen *g, unsigned i)
{
	struct migration *m = g->m;

	*arena_push(g->a, m->samples, m->nsamples, m->samples_cap) =
		arena_printf(g->a, "--arg%u=%s", i, g->sample[i] ? g->sample[i] : "1");
}

static void put_params(struct stp_gen *g)
{
	unsigned i;

	for (i = 1; i <= STP_MAX_ARGS; i++) {
		const struct stp_arg *arg = &g->script->args.v[i];

		if (g->uses_argv[i])
			writer_line(g->w, "param argv_%u = \"\"", i);
		if (!arg->used)
			continue;
		if (!arg->otherwise)
			put_sample(g, i);
		if (arg->otherwise)
			writer_line(g->w,
				    arg->otherwise->kind == STP_STRING ? "param arg%u = \"%s\"" :
									 "param arg%u = %s",
				    i, arg->otherwise->text);
		else if (g->arg_is_point[i])
			writer_line(g->w, "param arg%u\t// a function of the kernel's", i);
		else
			writer_line(g->w, arg->is_string ? "param arg%u" : "param arg%u: s64", i);
	}
}

/* Where the kernel keeps the current task: from 6.2 to 6.14 with other hot variables. */
static const char *snippet_text(struct stp_gen *g, const char *name)
{
	struct ktypes *kt = target_types_if_any(g->m->target);
	bool percpu;

	if (!strcmp(name, "task_current") && kt && ktypes_find_var(kt, "pcpu_hot", &percpu))
		return "function task_current() {\n\treturn @var(\"pcpu_hot\").current_task\n}";
	return stp_find_snippet(name)->text;
}

static void put_snippets(struct stp_gen *g)
{
	unsigned i;

	for (i = 0; i < g->nsnippets; i++) {
		g->w->from = NO_SPAN;
		writer_gap(g->w);
		writer_line(g->w, "%s", snippet_text(g, g->snippet_order[i]));
	}
}

/* ---- all of it ---- */

/* A probe's points on one line. */
static const char *headline(struct stp_gen *g, const struct stp_item *i)
{
	const char *p = migrate_words(g->m, i->head);
	struct str s;

	str_init(&s, g->a);
	for (; p && *p; p++) {
		if (!isspace((unsigned char)*p))
			str_putc(&s, *p);
		else if (s.len && s.text[s.len - 1] != ' ')
			str_putc(&s, ' ');
	}
	return s.text;
}

static void judge_all(struct stp_gen *g)
{
	struct stp_item *i;

	for (i = g->script->items; i; i = i->next)
		if (i->kind == STP_IT_PROBE || i->kind == STP_IT_ALIAS)
			i->judgement = report_probe(&g->m->report, i->span, "%s", headline(g, i));
	for (i = g->script->items; i; i = i->next)
		if ((i->kind == STP_IT_PROBE || i->kind == STP_IT_ALIAS) && !i->is_done)
			judge_probe(g, i);
	for (i = g->script->items; i; i = i->next)
		if (i->pair && i->kind == STP_IT_PROBE && !i->judgement->refused)
			report_differs(&g->m->report, i->judgement, PAIRED, "the map by thread is");
}

static void put_item(struct stp_gen *g, struct stp_item *i)
{
	g->row = i->judgement;
	g->scope = NULL;
	g->tapset = NULL;
	g->refused = false;
	switch (i->kind) {
	case STP_IT_PROBE:
	case STP_IT_ALIAS:
		if (i->judgement->refused)
			migrate_write_refused(g->m, i->judgement);
		else if (!i->is_done)
			put_probe(g, i);
		break;
	case STP_IT_FUNCTION:
		if (stp_judge_function(g, i)->refused)
			migrate_write_refused(g->m, i->judgement);
		else
			put_function(g, i);
		break;
	case STP_IT_GLOBAL: put_global(g, i); break;
	case STP_IT_EMBEDDED: report_differs(&g->m->report, NULL, DROPPED, "embedded C"); break;
	}
}

void stp_write_script(struct stp_gen *g)
{
	struct stp_item *i;

	judge_all(g);
	if (g->m->original->len > 2 && !memcmp(g->m->original->text, "#!", 2))
		writer_line(g->w, "#!/usr/bin/env fptap");
	for (i = g->script->items; i; i = i->next) {
		writer_at(g->w, i->span);
		if (i == g->script->items)
			put_params(g);
		put_item(g, i);
		writer_done(g->w, i->span);
	}
	writer_finish(g->w);
	put_snippets(g);
}

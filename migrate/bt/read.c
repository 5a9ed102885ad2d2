// SPDX-License-Identifier: GPL-2.0-or-later
/* See bt.h: the script as a whole. */

#include <string.h>
#include <strings.h>

#include "migrate/bt/bt.h"

bool bt_looks_like(const char *text)
{
	if (!strncmp(text, "#!", 2)) {
		const char *end = strchr(text, '\n'), *name = strstr(text, "bpftrace");

		return name && (!end || name < end);
	}
	return false;
}

/* ---- what comes first ---- */

static const char *global_type(const struct bt_map *m)
{
	switch (m->info.value) {
	case VALUE_STRING: return ": string";
	case VALUE_TIME: return ": time";
	case VALUE_DURATION: return ": duration";
	default: return "";
	}
}

static bool needs_global(const struct bt_map *m)
{
	return m->live && !m->keyed && !m->paired && m->agg <= AGG_SUM;
}

/* A text of the script's in a comment: its escapes are left out. */
static const char *one_line(struct bt *b, const char *text)
{
	struct str out;

	str_init(&out, b->a);
	for (; *text && *text != '\\' && *text != '\n'; text++)
		str_putc(&out, *text);
	return out.len ? out.text : "";
}

static void put_params(struct bt *b)
{
	const struct bt_option *o;
	unsigned i;

	for (o = b->options; o; o = o->next) {
		writer_line(b->out, "param %s = %s%s%s", o->to, o->value, o->what ? "\t// " : "",
			    o->what ? one_line(b, o->what) : "");
		report_differs(&b->m->report, NULL, POSITIONAL,
			       arena_printf(b->a, "the option %s", o->name),
			       arena_printf(b->a, "--%s=", o->to));
	}
	for (i = 1; i <= b->params; i++) {
		writer_line(b->out, "param arg%u = %s", i, b->params_text[i] ? "\"\"" : "0");
		report_differs(&b->m->report, NULL, POSITIONAL, arena_printf(b->a, "$%u", i),
			       arena_printf(b->a, "--arg%u=", i));
	}
}

static void put_globals(struct bt *b)
{
	const struct bt_map *m;
	bool any = false;

	put_params(b);
	for (m = b->maps; m; m = m->next) {
		if (!needs_global(m))
			continue;
		writer_line(b->out, "global %s%s", m->to, global_type(m));
		any = true;
	}
	if (b->uses_elapsed)
		writer_line(b->out, "global began: time");
	if (any || b->uses_elapsed || b->params || b->options)
		writer_gap(b->out);
}

/* ---- the end ---- */

/* Does fptap print it at the end by itself, and as it was printed there? */
static bool prints_itself(const struct bt_map *m)
{
	return (m->keyed && m->agg <= AGG_SUM) || m->agg == AGG_STATS || m->agg == AGG_HIST;
}

static bool needs_print(const struct bt_map *m)
{
	return m->live && !m->paired && !m->read && !m->cleared &&
	       !(prints_itself(m) && !m->printed);
}

static bool any_print(const struct bt *b)
{
	const struct bt_map *m;

	for (m = b->maps; m; m = m->next)
		if (needs_print(m))
			return true;
	return false;
}

static void put_prints(struct bt *b)
{
	const struct bt_map *m;

	for (m = b->maps; m; m = m->next)
		if (needs_print(m))
			writer_line(b->out, "%s", bt_print_map(b, m, NULL));
}

/* ---- probes ---- */

static bool is_kind(const struct bt_item *i, const char *kind)
{
	return i->kind == BTI_PROBE && !strcasecmp(i->points->kind, kind);
}

static bool is_last(const struct bt_item *item, const char *kind)
{
	const struct bt_item *i;

	for (i = item->next; i; i = i->next)
		if (is_kind(i, kind))
			return false;
	return true;
}

static bool has(const struct bt *b, const char *kind)
{
	const struct bt_item *i;

	for (i = b->items; i; i = i->next)
		if (is_kind(i, kind))
			return true;
	return false;
}

static const char *condition(struct bt *b, const struct bt_expr *filter)
{
	return filter ? arena_printf(b->a, " if (%s)", bt_plain(b, filter)) : "";
}

static void put_body(struct bt *b, struct bt_item *item)
{
	writer_indent(b->out, 1);
	if (is_kind(item, "begin") && b->uses_elapsed)
		writer_line(b->out, "began = now()");
	bt_write_stmts(b, item->body);
	writer_at(b->out, (struct span){ item->span.off + item->span.len - 1, 1 });
	if (is_kind(item, "end") && is_last(item, "end"))
		put_prints(b);
	writer_indent(b->out, -1);
}

/* The exit's part: its own variables, but those of the entry are known too. */
static void put_exit(struct bt *b, struct bt_item *exit, bool alone, const char *points)
{
	struct bt_item *entry = b->item;

	b->entry_vars = b->vars;
	b->vars = NULL;
	writer_scope(b->out, exit->scope);
	bt_enter_probe(b, exit);
	bt_find_vars(b, exit);
	if (alone)
		writer_call(b->out,
			    arena_printf(b->a, "probe %s%s {", points, condition(b, exit->filter)));
	else
		writer_call(b->out, arena_printf(b->a, "} exit%s {", condition(b, exit->filter)));
	put_body(b, exit);
	writer_scope(b->out, entry->scope);
	b->entry_vars = NULL;
	b->item = entry;
}

static void put_probe(struct bt *b, struct bt_item *item)
{
	struct bt_item *exit = item->exit_of;
	struct str points;

	str_init(&points, b->a);
	bt_enter_probe(b, item);
	bt_find_vars(b, item);
	b->refused = false;
	bt_put_points(b, exit && item->no_entry ? exit : item, &points);
	writer_at(b->out, (struct span){ item->span.off, 1 });
	if (exit && item->no_entry) {
		/* What was said inside of the entry is said before. */
		writer_comments(b->out, item->span.off + item->span.len);
		put_exit(b, exit, true, points.text);
	} else {
		writer_call(b->out, arena_printf(b->a, "probe %s%s {", points.text,
						 condition(b, item->filter)));
		put_body(b, item);
		if (exit)
			put_exit(b, exit, false, NULL);
	}
	writer_line(b->out, "}");
	writer_done(b->out, (exit ? exit : item)->span);
	report_becomes(&b->m->report, item->row, "%s%s", points.text,
		       exit && !item->no_entry ? " { } exit" : "");
	if (exit)
		report_becomes(&b->m->report, exit->row, item->no_entry ? "%s" : "the exit of %s",
			       points.text);
}

/* Once for nothing: what is refused is known before a line is written. */
static void try_probe(struct bt *b, struct bt_item *item)
{
	struct bt_item *exit = item->exit_of;
	struct writer trial, *out = b->out;

	writer_init(&trial, b->a, b->m->original);
	b->out = &trial;
	put_probe(b, item);
	b->out = out;
	if (!b->refused || !exit)
		return;
	report_refuses(&b->m->report, item->row, SHARED, "its map");
	report_refuses(&b->m->report, exit->row, SHARED, "its map");
}

static void note_live(struct bt *b, struct bt_expr *e, void *data)
{
	(void)data;
	if (e->kind == BT_MAP)
		bt_map(b, e->name)->live = true;
}

static void try_probes(struct bt *b)
{
	struct bt_item *i;

	for (i = b->items; i; i = i->next)
		if (i->kind == BTI_PROBE && !i->gone)
			try_probe(b, i);
	for (i = b->items; i; i = i->next)
		if (i->kind == BTI_PROBE && !i->row->refused && !is_kind(i, "end"))
			bt_walk_item(b, i, note_live, NULL);
}

/* An END that only cleared maps. */
static bool is_empty_end(struct bt *b, struct bt_item *item)
{
	struct writer trial, *out = b->out;

	if (!is_kind(item, "end") || (is_last(item, "end") && any_print(b)))
		return false;
	writer_init(&trial, b->a, b->m->original);
	b->out = &trial;
	bt_enter_probe(b, item);
	put_body(b, item);
	b->out = out;
	return !trial.lines;
}

static void write_probe(struct bt *b, struct bt_item *item)
{
	if (item->gone)
		return;
	if (is_empty_end(b, item)) {
		report_differs(&b->m->report, item->row, DROPPED,
			       "clearing what is not printed anyway");
		writer_at(b->out, (struct span){ item->span.off, 1 });
		writer_done(b->out, item->span);
		return;
	}
	if (!item->row->refused) {
		put_probe(b, item);
		return;
	}
	migrate_write_refused(b->m, item->row);
	if (item->exit_of)
		migrate_write_refused(b->m, item->exit_of->row);
}

static void write_item(struct bt *b, struct bt_item *item)
{
	if (item->kind == BTI_PROBE) {
		write_probe(b, item);
	} else if (item->kind == BTI_DEFINE) {
		writer_at(b->out, item->span);
		writer_done(b->out, item->span);
		writer_line(b->out, "const %s = %s", item->name, bt_number(b->a, item->text));
	} else if (item->kind == BTI_LIMIT) {
		report_differs(&b->m->report, NULL, KEYS, item->text);
	} else if (item->kind == BTI_DROPPED) {
		report_differs(&b->m->report, NULL, DROPPED, item->text);
	}
}

/* ---- the script ---- */

static bool is_function(const struct bt_item *i)
{
	static const char *const kinds[] = { "kprobe", "k", "kretprobe", "kr" };
	size_t n;

	for (n = 0; i->kind == BTI_PROBE && n < sizeof(kinds) / sizeof(*kinds); n++)
		if (!strcmp(i->points->kind, kinds[n]))
			return true;
	return false;
}

static bool shares_point(const struct bt_item *x, const struct bt_item *y)
{
	const struct bt_point *i, *j;

	for (i = x->points; i; i = i->next)
		for (j = y->points; j; j = j->next)
			if (!strcmp(i->text, j->text))
				return true;
	return false;
}

/* What kprobes did in another way, whatever the handlers say. */
static void note_kprobes(struct bt *b)
{
	struct bt_item *i, *j;

	for (i = b->items; i; i = i->next) {
		if (!is_function(i))
			continue;
		report_differs(&b->m->report, NULL, RECURSION);
		for (j = i->next; j; j = j->next)
			if (is_function(j) && bt_entry_text(b->a, j->points) && shares_point(i, j))
				report_differs(&b->m->report, j->row, EXIT_ORDER);
	}
}

static void make_rows(struct bt *b)
{
	const struct bt_point *pt;
	struct bt_item *i;
	struct str text;

	for (i = b->items; i; i = i->next) {
		b->may_miss = b->may_miss || i->may_miss;
		if (i->kind != BTI_PROBE)
			continue;
		str_init(&text, b->a);
		for (pt = i->points; pt; pt = pt->next)
			str_printf(&text, "%s%s", text.len ? ", " : "", pt->text);
		i->row = report_probe(&b->m->report, i->span, "%s", text.text);
		i->body = bt_split_families(b, i->body);
	}
}

static void set_scopes(struct bt *b)
{
	struct bt_item *i;
	uint32_t from = 0, to;

	for (i = b->items; i; i = i->next) {
		to = i->span.off + i->span.len;
		i->scope = (struct span){ from, to - from };
		if (i->kind == BTI_PROBE || i->kind == BTI_DEFINE)
			from = to;
	}
}

/* Where the paragraph that a probe stands in begins: a comment right before it is the probe's. */
static uint32_t paragraph(const struct bt *b, const struct bt_item *item)
{
	const struct source *src = b->m->original;
	uint32_t off = item->span.off, n;
	struct span line;
	struct place at;

	if (!source_place(&b->m->s->sources, off, &at))
		return off;
	for (n = at.line - 1; n && (line = source_line_span(src, n)).len; n--)
		off = line.off;
	return off;
}

static void write_script(struct bt *b)
{
	bool globals = false;
	struct bt_item *i;

	set_scopes(b);
	for (i = b->items; i; i = i->next) {
		if (i->kind == BTI_PROBE && !globals) {
			writer_comments(b->out, paragraph(b, i));
			put_globals(b);
			globals = true;
			if (b->uses_elapsed && !has(b, "begin"))
				writer_line(b->out, "probe begin { began = now() }\n");
		}
		writer_scope(b->out, i->scope);
		write_item(b, i);
	}
	writer_scope(b->out, NO_SPAN);
	if (has(b, "end") || !any_print(b))
		return;
	writer_gap(b->out);
	writer_line(b->out, "probe end {");
	writer_indent(b->out, 1);
	put_prints(b);
	writer_indent(b->out, -1);
	writer_line(b->out, "}");
}

void bt_read(struct migration *m)
{
	struct bt b = { .m = m, .a = &m->s->arena, .out = &m->out };

	b.items = bt_parse(m);
	if (diags_failed(&m->s->diags))
		return;
	b.kt = target_types_if_any(m->target);
	make_rows(&b);
	bt_find_maps(&b);
	bt_find_pairs(&b);
	note_kprobes(&b);
	try_probes(&b);
	if (!strncmp(m->original->text, "#!", 2))
		writer_line(&m->out, "#!/usr/bin/env fptap");
	write_script(&b);
}

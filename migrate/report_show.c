// SPDX-License-Identifier: GPL-2.0-or-later
/* See report.h: a report as text, Markdown or JSON. */

#include <string.h>
#include <yajl/yajl_gen.h>

#include "common/str.h"
#include "migrate/report.h"
#include "runtime/host/utf8.h"

static const struct {
	const char *name, *text, *explanation;
} differences[] = {
#define DIFFERENCE(name, text, explanation) { #name, text, explanation },
#include "migrate/differences.def"
#undef DIFFERENCE
};

static const struct {
	const char *name, *why, *way_out;
} refusals[] = {
#define REFUSAL(name, why, way_out) { #name, why, way_out },
#include "migrate/refusals.def"
#undef REFUSAL
};

static const char *const verdicts[] = {
	[VERDICT_MOVED] = "moved",
	[VERDICT_DIFFERS] = "moved with a difference",
	[VERDICT_REFUSED] = "refused",
};

static unsigned line_of(const struct report *r, const struct report_row *row)
{
	struct place at;

	return source_place(&r->s->sources, row->span.off, &at) ? at.line : 0;
}

/* ---- text ---- */

static void text_row(const struct report *r, const struct report_row *row, const char *file,
		     FILE *out)
{
	const struct remark *i;

	fprintf(out, "%s:%u: %s: ", file, line_of(r, row), row->probe);
	if (row->refused)
		fprintf(out, "refused: %s\n    %s\n", row->why, refusals[row->refusal].way_out);
	else
		fprintf(out, "moved%s%s%s\n", row->becomes ? " to " : "",
			row->becomes ? row->becomes : "", row->remarks ? ", but" : "");
	for (i = row->remarks; i; i = i->next)
		fprintf(out, "    %s\n", i->text);
}

static void text_whole(const struct report *r, const char *file, FILE *out)
{
	const struct report_row *whole = &r->whole;
	const struct remark *i;

	if (whole->refused)
		fprintf(out, "%s: refused: %s\n    %s\n", file, whole->why,
			refusals[whole->refusal].way_out);
	if (whole->remarks)
		fprintf(out, "%s: the whole script:\n", file);
	for (i = whole->remarks; i; i = i->next)
		fprintf(out, "    %s\n", i->text);
}

static void print_text(const struct report *r, const char *file, FILE *out)
{
	struct report_counts n = report_count(r);
	const struct report_row *row;

	for (row = r->rows; row; row = row->next)
		text_row(r, row, file, out);
	text_whole(r, file, out);
	fprintf(out, "%s: %s, %u probe%s: %u moved, %u with a difference, %u refused\n", file,
		r->reader, n.probes, n.probes == 1 ? "" : "s", n.moved, n.differ, n.refused);
}

/* ---- Markdown ---- */

/* In a cell of a table. */
static void cell(const char *text, FILE *out)
{
	for (; *text; text++) {
		if (*text == '|' || *text == '\\')
			fputc('\\', out);
		fputc(*text == '\n' ? ' ' : *text, out);
	}
}

static void markdown_row(const struct report *r, const struct report_row *row, FILE *out)
{
	const struct remark *i;

	fprintf(out, "| %u | `", line_of(r, row));
	cell(row->probe, out);
	fputs("` | ", out);
	if (row->becomes && !row->refused) {
		fputc('`', out);
		cell(row->becomes, out);
		fputc('`', out);
	}
	fprintf(out, " | %s | ", verdicts[report_verdict(row)]);
	if (row->refused) {
		cell(row->why, out);
		fprintf(out, ". %s", refusals[row->refusal].way_out);
	}
	for (i = row->remarks; i; i = i->next) {
		fputs(i == row->remarks && !row->refused ? "" : "; ", out);
		cell(i->text, out);
	}
	fputs(" |\n", out);
}

static void mark_used(const struct report_row *row, bool *used)
{
	const struct remark *i;

	for (i = row->remarks; i; i = i->next)
		used[i->what] = true;
}

static void print_markdown(const struct report *r, const char *file, FILE *out)
{
	struct report_counts n = report_count(r);
	bool used[DIFFERENCE_COUNT] = { false };
	const struct report_row *row;
	const struct remark *i;
	unsigned d;

	fprintf(out, "## %s\n\n%s, %u probe%s: %u moved, %u with a difference, %u refused\n\n",
		file, r->reader, n.probes, n.probes == 1 ? "" : "s", n.moved, n.differ, n.refused);
	fputs("| line | probe | becomes | verdict | |\n|---|---|---|---|---|\n", out);
	for (row = r->rows; row; row = row->next) {
		markdown_row(r, row, out);
		mark_used(row, used);
	}
	mark_used(&r->whole, used);
	if (r->whole.refused)
		fprintf(out, "\nThe script was refused: %s. %s\n", r->whole.why,
			refusals[r->whole.refusal].way_out);
	for (i = r->whole.remarks; i; i = i->next)
		fprintf(out, "%s- The whole script: %s.\n", i == r->whole.remarks ? "\n" : "",
			i->text);
	fputc('\n', out);
	for (d = 0; d < DIFFERENCE_COUNT; d++)
		if (used[d])
			fprintf(out, "%s: %s\n\n", differences[d].name, differences[d].explanation);
}

/* ---- JSON ---- */

/* Scripts may hold any byte; JSON holds UTF-8. */
static void json_text(yajl_gen g, const char *text)
{
	struct arena a = { 0 };
	struct str clean;
	unsigned n;

	str_init(&clean, &a);
	for (; *text; text += n ? n : 1) {
		n = utf8_length(text, strnlen(text, 4));
		if (n)
			str_put(&clean, text, n);
		else
			str_puts(&clean, "\xef\xbf\xbd");
	}
	yajl_gen_string(g, (const unsigned char *)clean.text, clean.len);
	arena_free(&a);
}

static void json_pair(yajl_gen g, const char *key, const char *text)
{
	json_text(g, key);
	if (text)
		json_text(g, text);
	else
		yajl_gen_null(g);
}

static void json_number(yajl_gen g, const char *key, unsigned n)
{
	json_text(g, key);
	yajl_gen_integer(g, n);
}

static void json_remarks(yajl_gen g, const struct report_row *row)
{
	const struct remark *i;

	json_text(g, "differences");
	yajl_gen_array_open(g);
	for (i = row->remarks; i; i = i->next) {
		yajl_gen_map_open(g);
		json_pair(g, "name", differences[i->what].name);
		json_pair(g, "text", i->text);
		yajl_gen_map_close(g);
	}
	yajl_gen_array_close(g);
	json_text(g, "refused");
	if (!row->refused) {
		yajl_gen_null(g);
		return;
	}
	yajl_gen_map_open(g);
	json_pair(g, "name", refusals[row->refusal].name);
	json_pair(g, "why", row->why);
	json_pair(g, "way_out", refusals[row->refusal].way_out);
	yajl_gen_map_close(g);
}

static void json_row(yajl_gen g, const struct report *r, const struct report_row *row)
{
	yajl_gen_map_open(g);
	json_number(g, "line", line_of(r, row));
	json_pair(g, "probe", row->probe);
	json_pair(g, "verdict", verdicts[report_verdict(row)]);
	json_pair(g, "becomes", row->refused ? NULL : row->becomes);
	json_remarks(g, row);
	yajl_gen_map_close(g);
}

static void json_script(yajl_gen g, const struct report *r, const char *file)
{
	struct report_counts n = report_count(r);
	const struct report_row *row;

	yajl_gen_map_open(g);
	json_pair(g, "file", file);
	json_pair(g, "reader", r->reader);
	json_number(g, "moved", n.moved);
	json_number(g, "with_difference", n.differ);
	json_number(g, "refused_probes", n.refused);
	json_text(g, "all_moved");
	yajl_gen_bool(g, n.all_moved);
	json_text(g, "probes");
	yajl_gen_array_open(g);
	for (row = r->rows; row; row = row->next)
		json_row(g, r, row);
	yajl_gen_array_close(g);
	json_remarks(g, &r->whole);
	yajl_gen_map_close(g);
}

static void print_json(const struct report *r, const char *file, FILE *out)
{
	yajl_gen g = yajl_gen_alloc(NULL);
	const unsigned char *text;
	size_t len;

	if (!g)
		return;
	json_script(g, r, file);
	if (yajl_gen_get_buf(g, &text, &len) == yajl_gen_status_ok)
		fprintf(out, "%.*s\n", (int)len, text);
	yajl_gen_free(g);
}

/* ---- all of them ---- */

void report_show(const struct report *r, const char *file, enum report_form form, FILE *out)
{
	static void (*const print[])(const struct report *, const char *, FILE *) = {
		[REPORT_TEXT] = print_text,
		[REPORT_JSON] = print_json,
		[REPORT_MARKDOWN] = print_markdown,
	};

	print[form](r, file, out);
}

static struct report_counts sum(const struct report_summary_row *rows, unsigned n)
{
	struct report_counts all = { .all_moved = true };
	unsigned i;

	for (i = 0; i < n; i++) {
		all.probes += rows[i].counts.probes;
		all.moved += rows[i].counts.moved;
		all.differ += rows[i].counts.differ;
		all.refused += rows[i].counts.refused;
		all.all_moved = all.all_moved && rows[i].counts.all_moved && !rows[i].problem;
	}
	return all;
}

static const char *whole_verdict(const struct report_summary_row *row)
{
	if (row->problem)
		return row->problem;
	return !row->counts.all_moved ? "not all moved" :
	       row->counts.differ     ? "moved, see the report" :
					"moved";
}

void report_show_summary(const struct report_summary_row *rows, unsigned n, enum report_form form,
			 FILE *out)
{
	struct report_counts all = sum(rows, n);
	bool md = form == REPORT_MARKDOWN;
	const char *line =
		md ? "| %-*s | %6u | %6u | %10u | %7u | %s |\n" : "%-*s  %6u  %6u  %10u  %7u  %s\n";
	int width = 5;
	unsigned i;

	if (form == REPORT_JSON)
		return;
	for (i = 0; i < n; i++)
		if ((int)strlen(rows[i].file) > width)
			width = (int)strlen(rows[i].file);
	fprintf(out,
		md ? "| %-*s | probes |  moved | difference | refused | |\n" :
		     "%-*s  probes   moved  difference  refused\n",
		width, "file");
	if (md)
		fputs("|---|---|---|---|---|---|\n", out);
	for (i = 0; i < n; i++)
		fprintf(out, line, width, rows[i].file, rows[i].counts.probes, rows[i].counts.moved,
			rows[i].counts.differ, rows[i].counts.refused, whole_verdict(&rows[i]));
	fprintf(out, line, width, "all", all.probes, all.moved, all.differ, all.refused,
		all.all_moved ? "moved" : "not all moved");
}

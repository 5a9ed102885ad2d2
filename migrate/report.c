// SPDX-License-Identifier: GPL-2.0-or-later
/* See report.h: what is kept.  report_show.c shows it. */

#include "migrate/report.h"

#include <string.h>

void report_init(struct report *r, struct session *s, const char *reader)
{
	*r = (struct report){ .s = s, .reader = reader };
	r->last = &r->rows;
	r->whole.last_remark = &r->whole.remarks;
}

struct report_row *report_probe(struct report *r, struct span span, const char *fmt, ...)
{
	struct report_row *row = arena_new(&r->s->arena, struct report_row);
	va_list ap;

	va_start(ap, fmt);
	row->span = span;
	row->probe = arena_vprintf(&r->s->arena, fmt, ap);
	row->last_remark = &row->remarks;
	va_end(ap);
	*r->last = row;
	r->last = &row->next;
	return row;
}

void report_becomes(struct report *r, struct report_row *row, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	row->becomes = arena_vprintf(&r->s->arena, fmt, ap);
	va_end(ap);
}

void report_add_difference(struct report *r, struct report_row *row, enum difference what,
			   const char *fmt, ...)
{
	const struct remark *i;
	struct remark *new;
	const char *text;
	va_list ap;

	va_start(ap, fmt);
	text = arena_vprintf(&r->s->arena, fmt, ap);
	va_end(ap);
	if (!row)
		row = &r->whole;
	for (i = row->remarks; i; i = i->next)
		if (i->what == what && !strcmp(i->text, text))
			return;
	new = arena_new(&r->s->arena, struct remark);
	*new = (struct remark){ .what = what, .text = text };
	*row->last_remark = new;
	row->last_remark = &new->next;
}

void report_add_refusal(struct report *r, struct report_row *row, enum refusal what,
			const char *fmt, ...)
{
	va_list ap;

	if (!row)
		row = &r->whole;
	if (row->refused)
		return;
	va_start(ap, fmt);
	row->refused = true;
	row->refusal = what;
	row->why = arena_vprintf(&r->s->arena, fmt, ap);
	va_end(ap);
}

struct report_row *report_row_at(struct report *r, struct span span)
{
	struct report_row *row;

	for (row = r->rows; row; row = row->next)
		if (span.off >= row->span.off && span.off < row->span.off + row->span.len)
			return row;
	return NULL;
}

enum verdict report_verdict(const struct report_row *row)
{
	if (row->refused)
		return VERDICT_REFUSED;
	return row->remarks ? VERDICT_DIFFERS : VERDICT_MOVED;
}

struct report_counts report_count(const struct report *r)
{
	struct report_counts n = { 0 };
	const struct report_row *row;

	for (row = r->rows; row; row = row->next) {
		enum verdict v = report_verdict(row);

		n.probes++;
		n.moved += v == VERDICT_MOVED;
		n.differ += v == VERDICT_DIFFERS;
		n.refused += v == VERDICT_REFUSED;
	}
	n.all_moved = !n.refused && !r->whole.refused;
	return n;
}

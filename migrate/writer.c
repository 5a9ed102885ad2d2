// SPDX-License-Identifier: GPL-2.0-or-later
/* See writer.h. */

#include "migrate/writer.h"

#include <stdlib.h>
#include <string.h>

void writer_init(struct writer *w, struct arena *a, const struct source *original)
{
	*w = (struct writer){ .arena = a, .original = original, .sign = "//" };
	str_init(&w->text, a);
}

/* ---- lines ---- */

static void put_line(struct writer *w, const char *text, size_t n)
{
	unsigned i;
	size_t at;

	while (n && strchr(" \t\r", text[n - 1]))
		n--;
	if (n)
		for (i = 0; i < w->depth; i++)
			str_putc(&w->text, '\t');
	str_put(&w->text, text, n);
	str_putc(&w->text, '\n');
	for (at = 0; at < n; at++)	/* of a string that goes over lines */
		if (text[at] == '\n')
			*arena_push(w->arena, w->origins, w->lines, w->cap) = w->from;
	*arena_push(w->arena, w->origins, w->lines, w->cap) = w->from;
}

static void put_lines(struct writer *w, const char *text)
{
	size_t n;

	for (;; text += n + 1) {
		n = strcspn(text, "\n");
		put_line(w, text, n);
		if (!text[n])
			return;
	}
}

void writer_line(struct writer *w, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put_lines(w, arena_vprintf(w->arena, fmt, ap));
	va_end(ap);
}

#define LINE_WIDTH 100

/* The last comma between arguments of the outermost call before `room' is used up; 0: none. */
static size_t break_at(const char *text, size_t room)
{
	size_t i, best = 0;
	int depth = 0;

	for (i = 0; text[i] && (i < room || !best); i++) {
		if (text[i] == '"') /* over a string, whose commas are its own */
			for (i++; text[i] && text[i] != '"'; i++)
				i += text[i] == '\\' && text[i + 1];
		if (!text[i])
			break;
		depth += strchr("([{", text[i]) != NULL;
		depth -= strchr(")]}", text[i]) != NULL;
		if (text[i] == ',' && text[i + 1] == ' ' && depth <= 1)
			best = i + 1;
	}
	return best;
}

static void put_led(struct writer *w, const char *lead, const char *text, size_t n)
{
	const char *line = arena_printf(w->arena, "%s%.*s", lead, (int)n, text);

	put_line(w, line, strlen(line));
}

void writer_call(struct writer *w, const char *text)
{
	size_t indent = strncmp(text, "probe ", 6) ? strcspn(text, "(") + 1 : 6,
	       column = 8 * (size_t)w->depth, n;
	const char *lead = "";

	while (column + strlen(text) > LINE_WIDTH && column + 20 < LINE_WIDTH) {
		n = break_at(text, LINE_WIDTH - column);
		if (!n)
			break;
		put_led(w, lead, text, n);
		text += n + 1;
		if (!*lead && indent < 40) {
			lead = arena_printf(w->arena, "%.*s%*s", (int)(indent / 8), "\t\t\t\t\t",
					    (int)(indent % 8), "");
			column += indent;
		}
	}
	put_led(w, lead, text, strlen(text));
}

static void append(struct writer *w, const char *text)
{
	if (w->text.len && w->text.text[w->text.len - 1] == '\n')
		w->text.text[--w->text.len] = 0;
	str_puts(&w->text, text);
	str_putc(&w->text, '\n');
}

void writer_more(struct writer *w, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	append(w, arena_vprintf(w->arena, fmt, ap));
	va_end(ap);
}

void writer_indent(struct writer *w, int by)
{
	w->depth = (unsigned)((int)w->depth + by);
}

void writer_gap(struct writer *w)
{
	size_t n = w->text.len;

	if (n > 1 && strcmp(w->text.text + n - 2, "\n\n") && strcmp(w->text.text + n - 2, "{\n"))
		put_line(w, "", 0);
}

void writer_todo(struct writer *w, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put_lines(w, arena_printf(w->arena, "%s migrate: %s", w->sign,
				  arena_vprintf(w->arena, fmt, ap)));
	va_end(ap);
}

struct span writer_origin(const struct writer *w, uint32_t line)
{
	return line && line <= w->lines ? w->origins[line - 1] : NO_SPAN;
}

/* ---- comments ---- */

/* One line of a comment: without its indentation and the star that many begin with. */
static void put_comment_line(struct str *out, const char *sign, const char *line, const char *end,
			     bool first)
{
	while (!first && line < end && strchr(" \t", *line))
		line++;
	if (!first && line < end && *line == '*')
		line++;
	while (end > line && strchr(" \t\r", end[-1]))
		end--;
	if (first && line == end)
		return;
	str_printf(out, "%s%s%s%.*s", out->len ? "\n" : "", sign,
		   line < end && !strchr(" \t", *line) ? " " : "", (int)(end - line), line);
}

static const char *comment_text(const struct writer *w, const struct comment *c)
{
	const char *text = c->text, *line = text, *end = text + c->len, *stop;
	struct str out;

	while (end > text && strchr(" \t\r\n*", end[-1]))
		end--;
	str_init(&out, w->arena);
	for (; line <= end; line = stop + 1) {
		stop = memchr(line, '\n', (size_t)(end - line));
		if (!stop)
			stop = end;
		put_comment_line(&out, w->sign, line, stop, line == text);
	}
	return out.len ? out.text : w->sign;
}

void writer_note_comment(struct writer *w, struct span span, const char *text, size_t n)
{
	*arena_push(w->arena, w->comments, w->ncomments, w->comments_cap) =
		(struct comment){ span, text, n, false };
	w->sorted = false;
}

static int by_place(const void *a, const void *b)
{
	uint32_t x = ((const struct comment *)a)->span.off,
		 y = ((const struct comment *)b)->span.off;

	return x < y ? -1 : x > y;
}

static uint32_t line_of(const struct writer *w, uint32_t off)
{
	const struct source *src = w->original;
	uint32_t at, lo = 0, hi = src->nlines;

	if (off < src->base)
		return 0;
	at = off - src->base;
	while (hi - lo > 1) {
		uint32_t mid = lo + (hi - lo) / 2;

		*(src->lines[mid] <= at ? &lo : &hi) = mid;
	}
	return lo + 1;
}

static bool is_blank_line(const struct writer *w, uint32_t line)
{
	return line && line <= w->original->nlines && !source_line_span(w->original, line).len;
}

/* An empty line of the original before `line' stays one. */
static void keep_gap(struct writer *w, uint32_t line)
{
	if (line > w->last_line + 1 && is_blank_line(w, line - 1))
		writer_gap(w);
}

static void put_comment(struct writer *w, const struct comment *c)
{
	uint32_t line = line_of(w, c->span.off), end = line_of(w, c->span.off + c->span.len);
	const char *text = comment_text(w, c);
	struct span from = w->from;

	if (line == w->last_line && w->lines && !strchr(text, '\n')) {
		append(w, arena_printf(w->arena, "\t%s", text));
	} else {
		keep_gap(w, line);
		w->from = c->span;
		put_lines(w, text);
		w->from = from;
	}
	w->last_line = end;
}

static bool in_scope(const struct writer *w, const struct comment *c)
{
	return !w->scope.len ||
	       (c->span.off >= w->scope.off && c->span.off < w->scope.off + w->scope.len);
}

void writer_comments(struct writer *w, uint32_t before)
{
	unsigned i;

	if (!w->sorted && w->ncomments)
		qsort(w->comments, w->ncomments, sizeof(*w->comments), by_place);
	w->sorted = true;
	while (w->first_open < w->ncomments && w->comments[w->first_open].done)
		w->first_open++;
	for (i = w->first_open; i < w->ncomments && w->comments[i].span.off < before; i++) {
		if (w->comments[i].done || !in_scope(w, &w->comments[i]))
			continue;
		w->comments[i].done = true;
		put_comment(w, &w->comments[i]);
	}
}

void writer_skip_comments(struct writer *w, struct span span)
{
	unsigned i;

	for (i = 0; i < w->ncomments; i++)
		if (w->comments[i].span.off >= span.off &&
		    w->comments[i].span.off < span.off + span.len)
			w->comments[i].done = true;
}

void writer_scope(struct writer *w, struct span span)
{
	w->scope = span;
}

void writer_at(struct writer *w, struct span span)
{
	uint32_t line;

	if (!span.off)
		return;
	writer_comments(w, span.off);
	line = line_of(w, span.off);
	keep_gap(w, line);
	if (line > w->last_line)
		w->last_line = line;
	w->from = span;
}

void writer_done(struct writer *w, struct span span)
{
	uint32_t line = line_of(w, span.off + span.len);

	if (span.off && line > w->last_line)
		w->last_line = line;
}

void writer_finish(struct writer *w)
{
	writer_comments(w, UINT32_MAX);
	while (w->text.len > 1 && !strcmp(w->text.text + w->text.len - 2, "\n\n")) {
		w->text.text[--w->text.len] = 0;
		w->lines--;
	}
}

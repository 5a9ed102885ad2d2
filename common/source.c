// SPDX-License-Identifier: GPL-2.0-or-later
/* See source.h. */

#include "common/source.h"

#include <string.h>

void sources_init(struct sources *s, struct arena *a)
{
	*s = (struct sources){ .arena = a, .end = 1 };
	s->last = &s->first;
}

static void index_lines(struct arena *a, struct source *src)
{
	uint32_t i, n = 1;

	for (i = 0; i < src->len; i++)
		n += src->text[i] == '\n';
	src->lines = arena_array(a, uint32_t, n);
	src->nlines = 1;
	for (i = 0; i < src->len; i++)
		if (src->text[i] == '\n')
			src->lines[src->nlines++] = i + 1;
}

struct source *source_add(struct sources *s, const char *name, const char *text, uint32_t len)
{
	struct source *src = arena_new(s->arena, struct source);

	src->name = arena_strdup(s->arena, name);
	src->text = arena_strndup(s->arena, text, len);
	src->len = len;
	src->base = s->end;
	s->end += len + 1;	/* the place just after the last byte is the text's too */
	index_lines(s->arena, src);
	*s->last = src;
	s->last = &src->next;
	return src;
}

const struct source *source_of(const struct sources *s, uint32_t off)
{
	const struct source *src;

	for (src = s->first; src; src = src->next)
		if (off >= src->base && off <= src->base + src->len)
			return src;
	return NULL;
}

/* Index of the line that holds byte `at`: the last one that starts at or before it. */
static uint32_t line_index(const struct source *src, uint32_t at)
{
	uint32_t lo = 0, hi = src->nlines;

	while (hi - lo > 1) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (src->lines[mid] <= at)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

static uint32_t line_end(const struct source *src, uint32_t index)
{
	return index + 1 < src->nlines ? src->lines[index + 1] - 1 : src->len;
}

static uint32_t characters(const char *text, uint32_t bytes)
{
	uint32_t i, n = 0;

	for (i = 0; i < bytes; i++)
		n += (text[i] & 0xc0) != 0x80;	/* not a continuation */
	return n;
}

bool source_place(const struct sources *s, uint32_t off, struct place *p)
{
	const struct source *src = source_of(s, off);
	uint32_t at, index, start, end;

	if (!src)
		return false;
	at = off - src->base;
	index = line_index(src, at);
	start = src->lines[index];
	end = line_end(src, index);
	if (end > start && src->text[end - 1] == '\r')
		end--;
	*p = (struct place){
		.src = src,
		.line = index + 1,
		.col = characters(src->text + start, at - start) + 1,
		.byte = at - start,
		.text = src->text + start,
		.text_len = end - start,
	};
	return true;
}

struct span source_line_span(const struct source *src, uint32_t line)
{
	uint32_t start, end;

	if (line < 1 || line > src->nlines)
		return NO_SPAN;
	start = src->lines[line - 1];
	end = line_end(src, line - 1);
	while (start < end && strchr(" \t\r", src->text[start]))
		start++;
	return (struct span){ src->base + start, end - start };
}

const char *source_words(const struct sources *s, struct arena *a, struct span span)
{
	const struct source *src = source_of(s, span.off);

	return src ? arena_strndup(a, src->text + (span.off - src->base), span.len) : NULL;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* See tracefs.h: the reader, and what events have in common. */

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "migrate/tracefs.h"

/* ---- registers ---- */

static const struct {
	const char *arch, *names; /* in the order of arguments; the one that returns stands last */
} conventions[] = {
	{ "x86_64", "di si dx cx r8 r9 ax" },
	{ "arm64", "x0 x1 x2 x3 x4 x5 x6 x7 x0" },
};

/* The n-th word (from 1) that is `name', 0 when none is; *total: how many there are. */
static unsigned word_index(const char *words, const char *name, bool last, unsigned *total)
{
	size_t len = strlen(name), n;
	unsigned i = 0, found = 0;

	for (; *words; words += n + strspn(words + n, " ")) {
		n = strcspn(words, " ");
		i++;
		if (n == len && !strncmp(words, name, n) && (!found || last))
			found = i;
	}
	*total = i;
	return found;
}

static unsigned register_index(const struct target *t, const char *name, bool last, unsigned *total)
{
	size_t i;

	for (i = 0; i < sizeof(conventions) / sizeof(*conventions); i++)
		if (t->arch && !strcmp(conventions[i].arch, t->arch))
			return word_index(conventions[i].names, name, last, total);
	*total = 0;
	return 0;
}

unsigned tracefs_register_arg(const struct target *t, const char *name)
{
	unsigned total, n = register_index(t, name, false, &total);

	return n < total ? n : 0;
}

bool tracefs_register_returns(const struct target *t, const char *name)
{
	unsigned total, n = register_index(t, name, true, &total);

	return n && n == total;
}

/* ---- names ---- */

const char *tracefs_default_name(struct arena *a, const struct event *e)
{
	char *name, *p;

	if (e->is_address)
		name = arena_printf(a, "%c_%s", e->is_return ? 'r' : 'p', e->target);
	else
		name = arena_printf(a, "%c_%s_%llu", e->is_return ? 'r' : 'p', e->target,
				    (unsigned long long)e->offset);
	for (p = name; *p; p++)
		*p = isalnum((unsigned char)*p) ? *p : '_';
	return name;
}

/* perf writes functions as distances from the kernel's begin: _text+1234. */
static void resolve_base(struct migration *m, struct event *e)
{
	const char *name;
	uint64_t within;

	if (e->is_user || e->is_address || !e->offset ||
	    (strcmp(e->target, "_text") && strcmp(e->target, "_stext")))
		return;
	name = facts_resolve(m->facts, m->target, e->target, e->offset, &within);
	if (!name) {
		e->target = arena_printf(&m->s->arena, "%s+%" PRIu64, e->target, e->offset);
		e->is_address = true;
		return;
	}
	e->target = name;
	e->offset = within;
}

/* ---- lines ---- */

static void read_event(struct migration *m, struct span span, const char *line)
{
	struct report_row *row =
		report_probe(&m->report, span, "%.*s", (int)strcspn(line, " \t"), line);
	struct event e = { .span = span };

	tracefs_parse(&m->s->arena, line, &e);
	if (e.problem) {
		report_refuses(&m->report, row, ERROR, e.problem);
		migrate_write_refused(m, row);
		return;
	}
	resolve_base(m, &e);
	if (m->to == MIGRATE_TO_TRACEFS)
		tracefs_write_event(m, &e, row);
	else
		tracefs_write_fp(m, &e, row);
	writer_done(&m->out, span);
}

bool tracefs_looks_like(const char *text)
{
	for (;;) {
		text += strspn(text, " \t\r\n");
		if (*text != '#')
			break;
		text += strcspn(text, "\n");
	}
	if (!strchr("prft", *text) || !*text)
		return false;
	text++;
	text += strspn(text, "0123456789");
	return *text == ':' || *text == ' ';
}

void tracefs_read(struct migration *m)
{
	uint32_t i;

	if (m->to == MIGRATE_TO_TRACEFS)
		m->out.sign = "#";
	for (i = 1; i <= m->original->nlines; i++) {
		struct span span = source_line_span(m->original, i);
		const char *line = migrate_words(m, span);
		size_t n = line ? strlen(line) : 0;

		while (n && strchr(" \t\r", line[n - 1]))
			n--;
		if (!n)
			continue;
		line = arena_strndup(&m->s->arena, line, n);
		span.len = (uint32_t)n;
		if (*line == '#')
			writer_note_comment(&m->out, span, line + 1, n - 1);
		else
			read_event(m, span, line);
	}
}

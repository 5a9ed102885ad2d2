// SPDX-License-Identifier: GPL-2.0-or-later
/* See migrate.h. */

#include "migrate/migrate.h"

#include <string.h>

static const struct reader readers[] = {
#define READER(name, title, suffixes, looks_like, read, to_tracefs)                                \
	{ name, title, suffixes, looks_like, read, to_tracefs },
#include "migrate/readers.def"
#undef READER
};

#define NREADERS (sizeof(readers) / sizeof(*readers))

static bool has_suffix(const char *path, const char *suffixes)
{
	size_t len = strlen(path), n;

	for (; *suffixes; suffixes += n + strspn(suffixes + n, " ")) {
		n = strcspn(suffixes, " ");
		if (len > n && !strncmp(path + len - n, suffixes, n))
			return true;
	}
	return false;
}

const struct reader *reader_for(const char *path, const char *text)
{
	size_t i;

	for (i = 0; i < NREADERS; i++)
		if (has_suffix(path, readers[i].suffixes))
			return &readers[i];
	for (i = 0; i < NREADERS; i++)
		if (readers[i].looks_like && readers[i].looks_like(text))
			return &readers[i];
	return NULL;
}

const struct reader *reader_by_name(const char *name)
{
	size_t i;

	for (i = 0; i < NREADERS; i++)
		if (!strcmp(readers[i].name, name))
			return &readers[i];
	return NULL;
}

const char *reader_names(struct arena *a)
{
	struct str names;
	size_t i;

	str_init(&names, a);
	for (i = 0; i < NREADERS; i++)
		str_printf(&names, "%s%s", i ? ", " : "", readers[i].name);
	return names.text;
}

void migrate_script(struct migration *m, const struct reader *reader)
{
	writer_init(&m->out, &m->s->arena, m->original);
	report_init(&m->report, m->s, reader->title);
	reader->read(m);
	writer_finish(&m->out);
}

const char *migrate_words(const struct migration *m, struct span span)
{
	return source_words(&m->s->sources, &m->s->arena, span);
}

void migrate_write_refused(struct migration *m, const struct report_row *row)
{
	const char *line = migrate_words(m, row->span);
	size_t n;

	writer_at(&m->out, row->span);
	writer_skip_comments(&m->out, row->span);
	writer_todo(&m->out, "%s", row->why);
	for (; line; line = line[n] ? line + n + 1 : NULL) {
		n = strcspn(line, "\n");
		writer_line(&m->out, "%s %.*s", m->out.sign, (int)n, line);
	}
	writer_done(&m->out, row->span);
}

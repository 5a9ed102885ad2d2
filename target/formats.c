// SPDX-License-Identifier: GPL-2.0-or-later
/* See formats.h. */

#include "target/formats.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "target/files.h"

#define MAX_WORD 256
#define HEAD "event "

/* ---- the running kernel's ---- */

void formats_of_running(struct formats *f)
{
	static const char *const dirs[] = { "/sys/kernel/tracing/events",
					    "/sys/kernel/debug/tracing/events" };
	bool forbidden = false;
	size_t i;

	*f = (struct formats){ .dir = NULL };
	for (i = 0; i < sizeof(dirs) / sizeof(*dirs) && !f->dir; i++) {
		if (!access(dirs[i], R_OK | X_OK))
			f->dir = dirs[i];
		else
			forbidden |= errno == EACCES;
	}
	f->why = forbidden ? "tracefs shows them to root alone" : "tracefs is not mounted";
	f->hint = forbidden ? "run it as root; `fptap kernel save FILE.fpk' as root keeps them for "
			      "others" :
			      "mount -t tracefs tracefs /sys/kernel/tracing";
}

static bool is_name(const char *word)
{
	return *word && *word != '.' && !strpbrk(word, "/ \t\n");
}

static bool get_file(const struct formats *f, struct arena *a, const char *system, const char *name,
		     struct bytes *out)
{
	const char *why;

	return is_name(system) && is_name(name) &&
	       file_read(a, arena_printf(a, "%s/%s/%s/format", f->dir, system, name), FORMAT_MAX,
			 out, &why);
}

static void each_folder(const char *dir, void (*fn)(void *arg, const char *name), void *arg)
{
	struct dirent **names;
	int n = scandir(dir, &names, NULL, alphasort), i;

	for (i = 0; i < n; i++) {
		if (names[i]->d_name[0] != '.' && names[i]->d_type == DT_DIR)
			fn(arg, names[i]->d_name);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

struct each {
	const struct formats *f;
	const char *system;
	formats_fn *fn;
	void *arg;
};

static void each_name(void *arg, const char *name)
{
	struct each *e = arg;

	e->fn(e->arg, e->system, name);
}

static void each_system(void *arg, const char *system)
{
	struct each *e = arg;
	char path[MAX_WORD + 64];

	e->system = system;
	snprintf(path, sizeof(path), "%s/%s", e->f->dir, system);
	each_folder(path, each_name, e);
}

/* ---- a text ---- */

struct event {
	char system[MAX_WORD], name[MAX_WORD];
	struct bytes lines;
};

/* The next event at or behind *at; false: there is none. */
static bool next_event(struct bytes text, size_t *at, struct event *e)
{
	const char *from = text.at ? (const char *)text.at : "";	/* no text has no address */
	const char *end = from + text.size, *p = from + *at, *stop;
	char line[2 * MAX_WORD + 16];
	bool found = false;

	for (; p < end; p = stop + 1) {
		stop = memchr(p, '\n', (size_t)(end - p));
		if (!stop)
			stop = end;
		if ((size_t)(stop - p) < sizeof(HEAD) || memcmp(p, HEAD, sizeof(HEAD) - 1))
			continue;
		if (found)
			break;
		snprintf(line, sizeof(line), "%.*s", (int)(stop - p), p);
		found = sscanf(line, HEAD "%255s %255s", e->system, e->name) == 2;
		e->lines.at = (const unsigned char *)(stop < end ? stop + 1 : end);
	}
	if (p > end)
		p = end;
	*at = (size_t)(p - from);
	e->lines.size = found ? (size_t)((const unsigned char *)p - e->lines.at) : 0;
	return found;
}

static bool get_text(const struct formats *f, const char *system, const char *name,
		     struct bytes *out)
{
	struct event e;
	size_t at = 0;
	void *copy;

	while (next_event(f->text, &at, &e)) {
		if (strcmp(e.name, name) || strcmp(e.system, system) || e.lines.size > FORMAT_MAX)
			continue;
		copy = malloc(e.lines.size + 1);
		if (!copy)
			return false;
		memcpy(copy, e.lines.at, e.lines.size);
		*out = (struct bytes){ copy, e.lines.size };
		return true;
	}
	return false;
}

/* ---- both ---- */

bool formats_get(const struct formats *f, struct arena *a, const char *system, const char *name,
		 struct bytes *out)
{
	return f->dir ? get_file(f, a, system, name, out) : get_text(f, system, name, out);
}

void formats_each(const struct formats *f, formats_fn *fn, void *arg)
{
	struct each each = { f, NULL, fn, arg };
	struct event e;
	size_t at = 0;

	if (f->dir)
		each_folder(f->dir, each_system, &each);
	else
		while (next_event(f->text, &at, &e))
			fn(arg, e.system, e.name);
}

struct writer {
	const struct formats *f;
	struct arena *a;
	struct str *out;
};

static void put_event(void *arg, const char *system, const char *name)
{
	struct writer *w = arg;
	struct bytes text;
	const char *p, *end, *stop;

	if (!formats_get(w->f, w->a, system, name, &text))
		return;
	str_printf(w->out, HEAD "%s %s\n", system, name);
	end = (const char *)text.at + text.size;
	for (p = (const char *)text.at; p < end; p = stop + 1) {
		stop = memchr(p, '\n', (size_t)(end - p));
		if (!stop)
			stop = end;
		if (memmem(p, (size_t)(stop - p), "field:", 6) &&
		    !memmem(p, (size_t)(stop - p), " common_", 8)) {
			str_put(w->out, p, (size_t)(stop - p));
			str_putc(w->out, '\n');
		}
	}
	file_free(&text);
}

void formats_write(const struct formats *f, struct arena *a, struct str *out)
{
	struct writer w = { f, a, out };

	if (f->dir)
		formats_each(f, put_event, &w);
	else
		str_put(out, (const char *)f->text.at, f->text.size);
}

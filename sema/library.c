// SPDX-License-Identifier: GPL-2.0-or-later
/* See library.h. */

#include "sema/library.h"

#include <ctype.h>
#include <dirent.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "common/str.h"
#include "parser/parser.h"

#define FILES_MAX 128

struct library *library_of(struct session *s)
{
	if (!s->library) {
		s->library = arena_new(&s->arena, struct library);
		library_init(s->library, s);
	}
	return s->library;
}

void library_init(struct library *l, struct session *s)
{
	*l = (struct library){ .s = s };
}

/* ---- the files ---- */

static bool read_text(struct library *l, const char *path, struct library_file *f)
{
	FILE *in = fopen(path, "re");
	char *text = arena_array(&l->s->arena, char, SOURCE_MAX_BYTES / 8);

	if (!in)
		return false;
	f->len = fread(text, 1, SOURCE_MAX_BYTES / 8 - 1, in);
	text[f->len] = 0;
	f->text = text;
	fclose(in);
	return true;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct library_file *)a)->name, ((const struct library_file *)b)->name);
}

static void read_folder(struct library *l)
{
	DIR *dir = l->s->stdlib ? opendir(l->s->stdlib) : NULL;
	struct arena *a = &l->s->arena;
	struct dirent *d;

	l->was_read = true;
	while (dir && (d = readdir(dir)) && l->nfiles < FILES_MAX) {
		size_t n = strlen(d->d_name);
		struct library_file f = { .name = arena_printf(a, "stdlib/%s", d->d_name) };

		if (n > 3 && !strcmp(d->d_name + n - 3, ".fp") &&
		    read_text(l, arena_printf(a, "%s/%s", l->s->stdlib, d->d_name), &f))
			*arena_push(a, l->files, l->nfiles, l->cap_files) = f;
	}
	if (dir)
		closedir(dir);
	if (l->nfiles)
		qsort(l->files, l->nfiles, sizeof(*l->files), by_name);
}

static struct script *parsed(struct library *l, struct library_file *f)
{
	if (f->script)
		return f->script;
	f->script = parse_text(l->s, f->name, f->text, f->len);
	for_each_item(item, f->script)
		item->is_library = true;
	return f->script;
}

#define for_each_file(f, l)                                                                        \
	for (struct library_file *f = (l)->files; f && f < (l)->files + (l)->nfiles; f++)

/* ---- looking for definitions in the text ---- */

/* Where on this line what `word' introduces is named; NULL: the line does not begin with it. */
static const char *after_word(const char *line, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(line, word, n) || line[n] != ' ')
		return NULL;
	return line + n + strspn(line + n, " ");
}

static const char *next_line(const char *line)
{
	line = strchr(line, '\n');
	return line && line[1] ? line + 1 : NULL;
}

static bool is_named(const char *at, const char *name, size_t n)
{
	return at && !strncmp(at, name, n) && !isalnum((unsigned char)at[n]) && at[n] != '_' &&
	       at[n] != '.';
}

static const char *const definers[] = { "function", "const", "param", "global", "thread", "percpu" };

static bool defines(const struct library_file *f, const char *name)
{
	size_t n = strlen(name), i;

	for (const char *line = f->text; line; line = next_line(line)) {
		const char *item = after_word(line, "private");

		for (i = 0; i < sizeof(definers) / sizeof(*definers); i++)
			if (is_named(after_word(item ? item : line, definers[i]), name, n))
				return true;
	}
	return false;
}

const struct item *library_find(struct library *l, const char *name)
{
	if (!l->was_read)
		read_folder(l);
	for_each_file(f, l) {
		if (!defines(f, name))
			continue;
		for_each_item(item, parsed(l, f))
			if (item->name && item->kind != ITEM_ALIAS && !strcmp(item->name, name))
				return item;
	}
	return NULL;
}

bool point_word_matches(const char *pattern, const char *word)
{
	char one[128];
	const char *p, *end;

	if (*pattern != '{')
		return !fnmatch(pattern, word, 0);
	for (p = pattern + 1; *p && *p != '}'; p = *end == ',' ? end + 1 : end) {
		end = p + strcspn(p, ",}");
		if ((size_t)(end - p) >= sizeof(one))
			continue;
		memcpy(one, p, (size_t)(end - p));
		one[end - p] = 0;
		if (!fnmatch(one, word, 0))
			return true;
	}
	return false;
}

/* "probe vfs.read =": not "probe begin {". */
static bool has_alias(const struct library_file *f, const char *word)
{
	char first[128];

	for (const char *line = f->text; line; line = next_line(line)) {
		const char *name = after_word(line, "probe");
		size_t n = name ? strcspn(name, ".({ \t\n") : 0;

		if (!n || n >= sizeof(first))
			continue;
		memcpy(first, name, n);
		first[n] = 0;
		if (point_word_matches(word, first))
			return true;
	}
	return false;
}

void library_aliases(struct library *l, const char *word,
		     void (*fn)(void *arg, const struct item *alias), void *arg)
{
	if (!l->was_read)
		read_folder(l);
	for_each_file(f, l) {
		if (!has_alias(f, word))
			continue;
		for_each_item(item, parsed(l, f))
			if (item->kind == ITEM_ALIAS)
				fn(arg, item);
	}
}

void library_offer(struct library *l, struct nearest *near)
{
	if (!l->was_read)
		read_folder(l);
	for_each_file(f, l)
		for (const char *line = f->text; line; line = next_line(line)) {
			const char *name = after_word(line, "function");

			if (name)
				nearest_offer(near, arena_strndup(&l->s->arena, name, strcspn(name, "( ")));
		}
}

/* ---- for those who document it ---- */

const char *library_comment(const struct library *l, const struct item *item)
{
	const struct source *src = source_of(&l->s->sources, item->span.off);
	struct place at;
	struct str out;
	uint32_t first, n;

	if (!src || !source_place(&l->s->sources, item->span.off, &at))
		return "";
	for (first = at.line; first > 1; first--)
		if (strncmp(src->text + src->lines[first - 2], "//", 2))
			break;
	str_init(&out, &l->s->arena);
	for (n = first; n < at.line; n++) {
		const char *line = src->text + src->lines[n - 1] + 2;

		line += *line == ' ';
		str_put(&out, line, strcspn(line, "\n"));
		str_puts(&out, "\n");
	}
	return out.len ? out.text : "";
}

void library_each(struct library *l, void (*fn)(void *arg, const struct library_file *f,
						const struct item *item), void *arg)
{
	if (!l->was_read)
		read_folder(l);
	for_each_file(f, l)
		for_each_item(item, parsed(l, f))
			if (!item->is_private)
				fn(arg, f, item);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* See format.h. */

#include "probes/tracepoint/format.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define DECLARATION_MAX 256

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static void trim(char *text)
{
	size_t n = strlen(text);

	while (n && text[n - 1] == ' ')
		text[--n] = 0;
}

/* ";	offset:8;" → 8; false: there is no such number, or it is no number of a record. */
static bool number_of(const char *line, const char *word, uint32_t *value)
{
	const char *at = strstr(line, word);
	char *end;
	long n;

	if (!at || !isdigit((unsigned char)at[strlen(word)]))
		return false;
	n = strtol(at + strlen(word), &end, 10);
	if (*end != ';' || n > FORMAT_RECORD_MAX)
		return false;
	*value = (uint32_t)n;
	return true;
}

/* Cuts "[16]" off; *count: 16, or 0 where it is no plain number. */
static bool cut_array(char *text, uint32_t *count)
{
	char *open = strrchr(text, '['), *end;
	size_t n = strlen(text);
	long value;

	*count = 0;
	if (!n || text[n - 1] != ']' || !open)
		return false;
	value = strtol(open + 1, &end, 10);
	if (*end == ']' && value > 0 && value <= FORMAT_RECORD_MAX)
		*count = (uint32_t)value;
	*open = 0;
	trim(text);
	return true;
}

static const struct {
	const char *word;
	enum field_place place;
} places[] = { { "__data_loc ", FIELD_BY_LOCATION }, { "__rel_loc ", FIELD_BY_DISTANCE } };

/* Does the type name characters?  That is how the kernel's own filters tell texts. */
static bool is_character(const char *type)
{
	const char *at = strstr(type, "char");

	return at && !strchr(type, '*') && (at == type || at[-1] == ' ') && !is_word(at[4]);
}

/* "char prev_comm[16]", "__data_loc char[] name", "const char * filename", "struct in6_addr saddr"
 */
static bool read_declaration(struct arena *a, const char *text, size_t n, struct field *f)
{
	char *decl, *name, *type;
	uint32_t count;
	size_t i;

	if (n >= DECLARATION_MAX || memchr(text, 0, n))
		return false;
	decl = arena_strndup(a, text, n);
	trim(decl);
	f->is_array = cut_array(decl, &f->count);
	for (name = decl + strlen(decl); name > decl && is_word(name[-1]); name--)
		;
	if (!*name || isdigit((unsigned char)*name) || name == decl)
		return false;
	f->name = name;
	type = arena_strndup(a, decl, (size_t)(name - decl));
	trim(type);
	f->shown = !f->is_array ? type :
		   f->count	? arena_printf(a, "%s[%u]", type, f->count) :
				  arena_printf(a, "%s[]", type);
	for (i = 0; i < sizeof(places) / sizeof(*places); i++) {
		if (strncmp(type, places[i].word, strlen(places[i].word)))
			continue;
		f->place = places[i].place;
		type = arena_strdup(a, type + strlen(places[i].word));
		f->is_array = cut_array(type, &count) || f->is_array;
		f->count = 0;
	}
	f->type = type;
	f->is_text = f->is_array && is_character(type);
	return *type;
}

/* A line that says nothing of a field is passed over: *is_field. */
static bool read_line(struct arena *a, const char *line, size_t n, struct field *f, bool *is_field)
{
	const char *decl = memmem(line, n, "field:", 6), *stop, *rest;
	uint32_t is_signed = 0;

	*is_field = decl;
	if (!decl)
		return true;
	decl += 6;
	stop = memchr(decl, ';', n - (size_t)(decl - line));
	if (!stop)
		return false;
	*f = (struct field){ .place = FIELD_HERE };
	rest = arena_strndup(a, stop, n - (size_t)(stop - line));
	if (!read_declaration(a, decl, (size_t)(stop - decl), f) ||
	    !number_of(rest, "\toffset:", &f->offset) || !number_of(rest, "\tsize:", &f->size) ||
	    f->offset + f->size > FORMAT_RECORD_MAX)
		return false;
	number_of(rest, "\tsigned:", &is_signed);
	f->is_signed = is_signed;
	if (f->place != FIELD_HERE)
		return f->size == 4;
	if (f->is_array && f->is_text)
		f->count = f->size;
	return true;
}

bool format_read(struct arena *a, const char *text, size_t size, struct format *out,
		 const char **why)
{
	const char *p, *end = text + size, *stop;
	unsigned cap = 0;
	struct field f;
	bool is_field;

	*out = (struct format){ .n = 0 };
	for (p = text; p < end; p = stop + 1) {
		stop = memchr(p, '\n', (size_t)(end - p));
		if (!stop)
			stop = end;
		if (!read_line(a, p, (size_t)(stop - p), &f, &is_field)) {
			*why = arena_printf(a, "`%.*s' is not understood",
					    (int)(stop - p > 80 ? 80 : stop - p), p);
			return false;
		}
		if (!is_field || !strncmp(f.name, "common_", 7) || format_field(out, f.name))
			continue;
		if (out->n == FORMAT_FIELDS_MAX) {
			*why = "it has too many fields";
			return false;
		}
		*arena_push(a, out->v, out->n, cap) = f;
	}
	return true;
}

const struct field *format_field(const struct format *f, const char *name)
{
	unsigned i;

	for (i = 0; i < f->n; i++)
		if (!strcmp(f->v[i].name, name))
			return &f->v[i];
	return NULL;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See sites.h: what an entry handler in C puts away for its return.
 *
 *	struct data { ktime_t at; };		.data_size = sizeof(struct data)
 *	BPF_HASH(sizes, u32);			u64 n = PT_REGS_PARM3(ctx); sizes.update(&tid, &n);
 *
 * A pair's first block has variables for that, and its second one knows them.  Values that can be
 *said here become such variables; the time of entry needs none, elapsed() has it.
 */

#include <ctype.h>
#include <string.h>

#include "migrate/sites.h"

static const struct {
	const char *there, *here; /* NULL: elapsed() knows it */
} values[] = {
	{ "bpf_ktime_get_ns(", NULL },
	{ "ktime_get", NULL },
	{ "PT_REGS_PARM1(", "$arg1" },
	{ "PT_REGS_PARM2(", "$arg2" },
	{ "PT_REGS_PARM3(", "$arg3" },
	{ "PT_REGS_PARM4(", "$arg4" },
	{ "bpf_get_smp_processor_id(", "cpu()" },
};

static const char *body_of(struct sites *s, const char *handler)
{
	const char *end = NULL,
		   *p = handler ? text_definition(s->m->original->text, handler, &end) : NULL;

	return p ? arena_strndup(&s->m->s->arena, p, (size_t)(end - p)) : NULL;
}

/* How the body calls the map's function; NULL: it does not. */
static const char *map_call(struct arena *a, const char *body, const char *map, const char *call)
{
	const char *p = body;
	size_t n = strlen(map);

	while ((p = text_find_word(p, map))) {
		p += n;
		if (*p == '.' && !strcmp(text_name(a, p + 1), call))
			return p + 1 + strlen(call);
	}
	return NULL;
}

/* What the variable is set to: a row of `values'; -1: none of them. */
static int value_of(const char *body, const char *name)
{
	const char *p = body;
	size_t i;

	while (*name && (p = text_find_word(p, name))) {
		p += strlen(name);
		p += strspn(p, " \t");
		if (*p != '=' || p[1] == '=')
			continue;
		p++;
		p += strspn(p, " \t");
		if (*p == '(') /* a cast */
			p += strcspn(p, ")") + 1;
		p += strspn(p, " \t");
		for (i = 0; i < sizeof(values) / sizeof(*values); i++)
			if (!strncmp(p, values[i].there, strlen(values[i].there)))
				return (int)i;
	}
	return -1;
}

static void put_map(struct sites *s, const char *map, const char *entry, const char *exit,
		    struct str *names)
{
	struct arena *a = &s->m->s->arena;
	const char *update = map_call(a, entry, map, "update"), *comma;
	int value;

	if (!update || !map_call(a, exit, map, "lookup"))
		return;
	comma = strchr(update, ',');
	value = comma ? value_of(entry, text_name(a, comma + 1)) : -1;
	if (value < 0) {
		writer_todo(&s->m->out,
			    "%s keeps something for the return: a variable of this block", map);
	} else if (!values[value].here) {
		writer_todo(&s->m->out, "%s needs no map: elapsed() in the second block", map);
	} else {
		writer_line(&s->m->out, "%s_ = %s", map, values[value].here);
		str_printf(names, ", %s_", map);
	}
}

static void put_maps(struct sites *s, const char *entry, const char *exit, struct str *names)
{
	struct arena *a = &s->m->s->arena;
	const char *p = s->m->original->text;

	while ((p = text_find_word(p, "BPF_HASH"))) {
		p += strlen("BPF_HASH");
		if (*p == '(' && *text_name(a, p + 1))
			put_map(s, text_name(a, p + 1), entry, exit, names);
	}
}

/* What is between the braces of the struct; NULL: it is not in this text. */
static char *members(struct arena *a, const char *text, const char *name)
{
	const char *p = text, *open, *end;

	while ((p = text_find_word(p, "struct"))) {
		p += strlen("struct");
		p += strspn(p, " \t\n");
		if (strcmp(text_name(a, p), name))
			continue;
		open = p + strlen(name);
		open += strspn(open, " \t\n");
		end = *open == '{' ? text_close(open) : NULL;
		if (end)
			return arena_strndup(a, open + 1, (size_t)(end - open) - 2);
	}
	return NULL;
}

/* For a person to name variables after. */
static void put_data(struct sites *s, const char *name)
{
	char *line, *rest = members(&s->m->s->arena, s->m->original->text, name);

	if (!rest)
		return;
	writer_todo(&s->m->out, "variables of this block are what struct %s has:", name);
	while ((line = strsep(&rest, "\n"))) {
		line += strspn(line, " \t\r");
		if (*line)
			writer_line(&s->m->out, "//	%s", line);
	}
}

void sites_put_kept(struct sites *s, const struct site *entry, const struct site *ret,
		    struct str *names)
{
	const char *in = body_of(s, entry ? entry->handler : ret->entry),
		   *out = body_of(s, ret->handler);

	if (ret->data)
		put_data(s, ret->data);
	if (in && out)
		put_maps(s, in, out, names);
}

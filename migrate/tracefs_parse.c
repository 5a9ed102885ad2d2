// SPDX-License-Identifier: GPL-2.0-or-later
/* See tracefs.h: from a line to an event. */

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "migrate/tracefs.h"

#define MAX_ACTIVE 4096 /* what the kernel takes */

struct reader_state {
	struct arena *a;
	struct event *e;
};

static void problem(struct reader_state *r, const char *what, const char *where)
{
	if (!r->e->problem)
		r->e->problem = arena_printf(r->a, "%s: `%s'", what, where);
}

static char *words(struct arena *a, const char *from, const char *to)
{
	return arena_strndup(a, from, (size_t)(to - from));
}

static bool parse_number(const char *text, const char *end, uint64_t *out)
{
	char copy[32], *stop;
	size_t n = (size_t)(end - text);

	if (!n || n >= sizeof(copy) || !isdigit((unsigned char)*text))
		return false;
	memcpy(copy, text, n);
	copy[n] = 0;
	errno = 0;
	*out = strtoull(copy, &stop, 0);
	return !*stop && !errno;
}

static bool is_name(const char *text)
{
	if (!isalpha((unsigned char)*text) && *text != '_')
		return false;
	return text[strspn(text,
			   "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")] == 0;
}

/* ---- types ---- */

static bool parse_bits(const char *text, struct fetch_type *t)
{
	int n = 0;

	return sscanf(text, "b%u@%u/%u%n", &t->width, &t->at, &t->bits, &n) == 3 && !text[n] &&
	       t->width && t->width <= 64 && t->bits <= 64 && t->width + t->at <= t->bits;
}

static bool parse_base_type(const char *text, struct fetch_type *t)
{
	static const struct {
		const char *name;
		enum fetch_form form;
		unsigned bits;
	} plain[] = {
		{ "u8", FORM_UNSIGNED, 8 },	{ "u16", FORM_UNSIGNED, 16 },
		{ "u32", FORM_UNSIGNED, 32 },	{ "u64", FORM_UNSIGNED, 64 },
		{ "s8", FORM_SIGNED, 8 },	{ "s16", FORM_SIGNED, 16 },
		{ "s32", FORM_SIGNED, 32 },	{ "s64", FORM_SIGNED, 64 },
		{ "x8", FORM_HEX, 8 },		{ "x16", FORM_HEX, 16 },
		{ "x32", FORM_HEX, 32 },	{ "x64", FORM_HEX, 64 },
		{ "char", FORM_CHAR, 8 },	{ "string", FORM_STRING, 0 },
		{ "ustring", FORM_USTRING, 0 }, { "symbol", FORM_SYMBOL, 64 },
		{ "symstr", FORM_SYMBOL, 64 },	{ "%pd", FORM_DENTRY, 64 },
		{ "%pD", FORM_FILE, 64 },
	};
	size_t i;

	for (i = 0; i < sizeof(plain) / sizeof(*plain); i++) {
		if (!strcmp(plain[i].name, text)) {
			t->form = plain[i].form;
			t->bits = plain[i].bits;
			return true;
		}
	}
	t->form = FORM_BITS;
	return parse_bits(text, t);
}

static void parse_type(struct reader_state *r, const char *text, struct fetch_type *t)
{
	const char *dim = strchr(text, '[');
	uint64_t count = 0;

	t->text = text;
	if (dim) {
		if (!parse_number(dim + 1, text + strlen(text) - 1, &count) || !count ||
		    count > 64 || text[strlen(text) - 1] != ']') {
			problem(r, "a bad array", text);
			return;
		}
		t->count = (unsigned)count;
		text = words(r->a, text, dim);
	}
	if (!parse_base_type(text, t))
		problem(r, "an unknown type", text);
}

/* ---- arguments ---- */

static struct fetch *parse_fetch(struct reader_state *r, const char *text, unsigned depth);

static struct fetch *new_fetch(struct reader_state *r, enum fetch_kind kind)
{
	struct fetch *f = arena_new(r->a, struct fetch);

	f->kind = kind;
	return f;
}

static struct fetch *parse_variable(struct reader_state *r, const char *text)
{
	struct fetch *f = new_fetch(r, FETCH_OTHER);
	const char *end = text + strlen(text);

	f->name = text;
	if (!strcmp(text, "$retval"))
		f->kind = FETCH_RETVAL;
	else if (!strncmp(text, "$retval", 7) && (text[7] == '-' || text[7] == '.'))
		f->kind = FETCH_NAMED;
	else if (!strcmp(text, "$comm") || !strcmp(text, "$COMM"))
		f->kind = FETCH_COMM;
	else if (!strcmp(text, "$current"))
		f->kind = FETCH_OTHER;
	else if (!strcmp(text, "$arg*"))
		f->kind = FETCH_ALL_ARGS;
	else if (!strcmp(text, "$stack"))
		f->kind = FETCH_STACK_POINTER;
	else if (!strncmp(text, "$stack", 6) && parse_number(text + 6, end, &f->number))
		f->kind = FETCH_STACK;
	else if (!strncmp(text, "$arg", 4) && parse_number(text + 4, end, &f->number) && f->number)
		f->kind = FETCH_ARG;
	else
		problem(r, "an unknown variable", text);
	return f;
}

/* +8(…), -0x10(…), +u0(…) */
static struct fetch *parse_memory(struct reader_state *r, const char *text, unsigned depth)
{
	struct fetch *f = new_fetch(r, FETCH_MEMORY);
	const char *open = strchr(text, '('), *from = text + 1;
	size_t len = strlen(text);
	uint64_t offset;

	f->user = *from == 'u';
	from += f->user;
	if (!open || text[len - 1] != ')' || !parse_number(from, open, &offset) ||
	    offset > INT32_MAX) {
		problem(r, "not an offset and an argument in parentheses", text);
		return new_fetch(r, FETCH_OTHER);
	}
	f->offset = *text == '-' ? -(int64_t)offset : (int64_t)offset;
	f->inner = parse_fetch(r, words(r->a, open + 1, text + len - 1), depth + 1);
	return f;
}

static struct fetch *parse_at(struct reader_state *r, const char *text)
{
	struct fetch *f = new_fetch(r, FETCH_SYMBOL);
	const char *end = text + strlen(text), *sign;
	uint64_t n = 0;

	if (parse_number(text + 1, end, &f->number)) {
		f->kind = FETCH_ADDRESS;
		return f;
	}
	sign = strpbrk(text + 1, "+-");
	if (sign && !parse_number(sign + 1, end, &n))
		problem(r, "a bad offset", text);
	f->name = words(r->a, text + 1, sign ? sign : end);
	f->offset = sign && *sign == '-' ? -(int64_t)n : (int64_t)n;
	return f;
}

static struct fetch *parse_immediate(struct reader_state *r, const char *text)
{
	struct fetch *f = new_fetch(r, FETCH_NUMBER);
	size_t len = strlen(text);

	if (text[1] == '"' && len > 2 && text[len - 1] == '"') {
		f->kind = FETCH_STRING;
		f->name = words(r->a, text + 2, text + len - 1);
	} else if (text[1] == '-' && parse_number(text + 2, text + len, &f->number)) {
		f->number = -f->number;
	} else if (!parse_number(text + 1, text + len, &f->number)) {
		problem(r, "a bad number", text);
	}
	return f;
}

static struct fetch *parse_fetch(struct reader_state *r, const char *text, unsigned depth)
{
	struct fetch *f;

	if (depth > FETCH_DEPTH) {
		problem(r, "too deep", text);
		return new_fetch(r, FETCH_OTHER);
	}
	switch (*text) {
	case '$': return parse_variable(r, text);
	case '@': return parse_at(r, text);
	case '+':
	case '-': return parse_memory(r, text, depth);
	case '\\': return parse_immediate(r, text);
	}
	f = new_fetch(r, *text == '%' ? FETCH_REGISTER : FETCH_OTHER);
	f->name = *text == '%' ? text + 1 : text;
	if (isalpha((unsigned char)*text) || *text == '_') {
		bool plain = !text[strspn(
			text,
			"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_->.")];

		f->kind = plain ? FETCH_NAMED : FETCH_OTHER;
	} else if (*text != '%' && *text != '(') {
		problem(r, "not an argument", text);
	}
	if (f->kind == FETCH_OTHER && *text != '(' && strncmp(text, "this_cpu_", 9))
		problem(r, "not an argument", text);
	return f;
}

/* The colon before the type: the first one that is in no parentheses and no string. */
static const char *type_colon(const char *text)
{
	bool quoted = false;
	int depth = 0;

	for (; *text; text++) {
		quoted ^= *text == '"';
		depth += !quoted && *text == '(';
		depth -= !quoted && *text == ')';
		if (*text == ':' && !quoted && !depth)
			return text;
	}
	return NULL;
}

static bool is_used(const struct event *e, const struct event_arg *arg)
{
	const struct event_arg *i;

	for (i = e->args; i && i != arg; i = i->next)
		if (i->name && !strcmp(i->name, arg->name))
			return true;
	return false;
}

static void parse_arg(struct reader_state *r, const char *text, struct event_arg *arg)
{
	const char *equals = strchr(text, '='), *colon;

	if (equals && is_name(words(r->a, text, equals))) {
		arg->name = words(r->a, text, equals);
		text = equals + 1;
		if (is_used(r->e, arg))
			problem(r, "a name that is used already", arg->name);
	}
	colon = type_colon(text);
	arg->text = colon ? words(r->a, text, colon) : text;
	if (colon)
		parse_type(r, colon + 1, &arg->type);
	arg->fetch = parse_fetch(r, arg->text, 0);
}

/* ---- the line ---- */

static void parse_name(struct reader_state *r, const char *text)
{
	struct event *e = r->e;
	const char *slash = strpbrk(text, "/.");

	if (slash) {
		e->group = words(r->a, text, slash);
		if (!is_name(e->group))
			problem(r, "a bad group", text);
		text = slash + 1;
	}
	if (*text) {
		e->name = text;
		if (!is_name(text))
			problem(r, "a bad event name", text);
	}
}

static void parse_head(struct reader_state *r, const char *text)
{
	struct event *e = r->e;
	size_t n;

	e->kind = *text++;
	n = strspn(text, "0123456789");
	if (n)
		e->maxactive = words(r->a, text, text + n);
	if (n && (n > 9 || strtoul(text, NULL, 10) > MAX_ACTIVE))
		problem(r, "more calls at once than a kretprobe follows", e->line);
	text += n;
	if (!strchr("prfte-", e->kind) || (*text && *text != ':') ||
	    (n && e->kind != 'r' && e->kind != 'f')) {
		problem(r, "not an event", e->line);
		return;
	}
	if (*text == ':')
		parse_name(r, text + 1);
	else if (e->kind == '-')
		problem(r, "not an event", e->line);
}

/* PATH:0x4710 or PATH:0x4710(0x8000); the reference counter is the kernel's business. */
static void parse_file(struct reader_state *r, const char *text)
{
	const char *colon = strrchr(text, ':'), *end = colon ? colon + strcspn(colon, "(") : NULL;

	r->e->is_user = true;
	if (!colon || !parse_number(colon + 1, end, &r->e->offset)) {
		problem(r, "not a file and an offset", text);
		return;
	}
	r->e->target = words(r->a, text, colon);
}

static void parse_function(struct reader_state *r, const char *text)
{
	struct event *e = r->e;
	const char *end = text + strlen(text), *colon, *plus;

	if (parse_number(text, end, &e->offset)) {
		e->is_address = true;
		e->target = text;
		return;
	}
	colon = strchr(text, ':');
	if (colon) {
		e->module = words(r->a, text, colon);
		text = colon + 1;
	}
	plus = strchr(text, '+');
	if (plus && !parse_number(plus + 1, end, &e->offset))
		problem(r, "a bad offset", text);
	if (strchr(text, '%'))
		problem(r, "not a function", text);
	e->target = words(r->a, text, plus ? plus : end);
	if (!*e->target)
		problem(r, "no function", e->line);
}

static void parse_target(struct reader_state *r, char *text)
{
	struct event *e = r->e;
	size_t len = strlen(text);

	e->is_return = e->kind == 'r';
	if (len > 7 && !strcmp(text + len - 7, "%return") && e->kind != 't') {
		text[len - 7] = 0;
		e->is_return = true;
	}
	if (e->kind == 't')
		e->target = text;
	else if (strchr(text, '/'))
		parse_file(r, text);
	else
		parse_function(r, text);
}

/* The next word, or NULL.  A string of an argument may hold blanks. */
static char *next_word(struct arena *a, const char **text)
{
	const char *start = *text + strspn(*text, " \t"), *p = start;
	bool quoted = false;

	for (; *p && (quoted || !strchr(" \t", *p)); p++)
		quoted ^= *p == '"';
	*text = p;
	return p > start ? words(a, start, p) : NULL;
}

void tracefs_parse(struct arena *a, const char *line, struct event *e)
{
	struct reader_state r = { a, e };
	struct event_arg **last = &e->args;
	const char *text = line;
	unsigned n = 0;
	char *word;

	*e = (struct event){ .span = e->span, .line = line };
	word = next_word(a, &text);
	if (!word) {
		problem(&r, "not an event", line);
		return;
	}
	parse_head(&r, word);
	word = next_word(a, &text);
	if (!word && e->kind != '-')
		problem(&r, "no function", line);
	if (!word || e->problem || e->kind == '-' || e->kind == 'e')
		return;
	parse_target(&r, word);
	while ((word = next_word(a, &text)) && ++n <= FETCH_ARGS) {
		*last = arena_new(a, struct event_arg);
		parse_arg(&r, word, *last);
		last = &(*last)->next;
	}
	if (word)
		problem(&r, "too many arguments", line);
}

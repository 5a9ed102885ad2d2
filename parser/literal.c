// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Literals: numbers with their units, strings, characters, and the words of C's integer types.
 *
 * The text comes from the lexer's patterns and is bounded by SOURCE_MAX_LINE.  What is wrong is
 * reported at the bytes that are wrong; the word that comes out can always be used.
 */

#include <stdlib.h>
#include <string.h>

#include "parser/lex.h"

/* ---- numbers ---- */

static const struct {
	const char *name;
	enum unit unit;
	uint64_t factor;
} units[] = {
	{ "ns", UNIT_DURATION, 1 },
	{ "us", UNIT_DURATION, 1000 },
	{ "ms", UNIT_DURATION, 1000000 },
	{ "s", UNIT_DURATION, 1000000000 },
	{ "min", UNIT_DURATION, 60000000000 },
	{ "h", UNIT_DURATION, 3600000000000 },
	{ "d", UNIT_DURATION, 86400000000000 },
	{ "K", UNIT_SIZE, 1ull << 10 },
	{ "M", UNIT_SIZE, 1ull << 20 },
	{ "G", UNIT_SIZE, 1ull << 30 },
	{ "T", UNIT_SIZE, 1ull << 40 },
	{ "KiB", UNIT_SIZE, 1ull << 10 },
	{ "MiB", UNIT_SIZE, 1ull << 20 },
	{ "GiB", UNIT_SIZE, 1ull << 30 },
	{ "TiB", UNIT_SIZE, 1ull << 40 },
};

/* Words that people write for a unit of ours. */
static const struct {
	const char *written, *meant;
} unit_hints[] = {
	{"sec", "s"},  {"m", "min"},  {"msec", "ms"}, {"usec", "us"}, {"nsec", "ns"},
	{"KB", "KiB"}, {"kB", "KiB"}, {"MB", "MiB"},  {"GB", "GiB"},  {"TB", "TiB"},
	{"k", "K"},    {"day", "d"},  {"hour", "h"},
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static void bad_number(struct parse *p, const struct token *t, const char *text, const char *why)
{
	diag(p->diags, BAD_NUMBER, t->span, text, why);
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return 99;
}

/* Reads digits and underscores; false when the value is above u64. */
static bool digits(const char **text, int base, uint64_t *value)
{
	const char *s;

	*value = 0;
	for (s = *text; *s == '_' || digit(*s) < base; s++) {
		if (*s == '_')
			continue;
		if (__builtin_mul_overflow(*value, (uint64_t)base, value) ||
		    __builtin_add_overflow(*value, (uint64_t)digit(*s), value))
			return false;
	}
	*text = s;
	return true;
}

static void bad_unit(struct parse *p, const struct token *t, const char *text, const char *unit)
{
	size_t i;

	bad_number(p, t, text, arena_printf(p->arena, "no unit `%s'", unit));
	for (i = 0; i < COUNT(unit_hints); i++)
		if (!strcmp(unit_hints[i].written, unit)) {
			diag_hint(p->diags, "did you mean `%.*s%s'?", (int)(unit - text), text,
				  unit_hints[i].meant);
			return;
		}
	if (strspn(unit, "uUlL") == strlen(unit))
		diag_hint(p->diags, "literals need no suffix for their type");
	else
		diag_hint(p->diags,
			  "durations: ns us ms s min h d; sizes: K M G T KiB MiB GiB TiB");
}

static void with_unit(struct parse *p, struct token *t, const char *text, const char *unit)
{
	size_t i;

	for (i = 0; i < COUNT(units); i++)
		if (!strcmp(units[i].name, unit))
			break;
	if (i == COUNT(units)) {
		bad_unit(p, t, text, unit);
		return;
	}
	t->unit = units[i].unit;
	if (__builtin_mul_overflow(t->value, units[i].factor, &t->value))
		bad_number(p, t, text, "above 64 bits");
}

static void fraction(struct parse *p, const struct token *t, const char *text)
{
	bad_number(p, t, text, "there are no fractions");
	if (strpbrk(text, "shdnuKMGT"))
		diag_hint(p->diags, "use a smaller unit: 1500us for 1.5ms, 1536K for 1.5M");
}

static void leading_zero(struct parse *p, const struct token *t, const char *text)
{
	const char *rest = text + strspn(text, "0");

	bad_number(p, t, text, "a leading zero");
	if (!*rest)
		diag_hint(p->diags, "zero is 0");
	else if (strspn(rest, "01234567") == strlen(rest))
		diag_hint(p->diags,
			  "octal is written as hex or binary (%s is 0x%llx); decimal as %s", text,
			  strtoull(text, NULL, 8), rest);
	else
		diag_hint(p->diags, "decimal numbers begin with 1 to 9");
}

/* `text` is a copy that ends in NUL. */
static void number(struct parse *p, struct token *t, const char *text)
{
	const char *s = text;
	int base = 10;

	if (s[0] == '0' && strchr("xX", s[1]) && s[1])
		base = 16;
	else if (s[0] == '0' && strchr("bB", s[1]) && s[1])
		base = 2;
	else if (s[0] == '0' && (digit(s[1]) < 10 || s[1] == '_')) {
		leading_zero(p, t, text);
		return;
	}
	if (base != 10)
		s += 2;
	if (base != 10 && digit(*s) >= base) {
		bad_number(p, t, text, base == 16 ? "no hex digit after 0x" : "no 0 or 1 after 0b");
		return;
	}
	if (!digits(&s, base, &t->value)) {
		bad_number(p, t, text, "above 64 bits");
		return;
	}
	if (s[-1] == '_')
		bad_number(p, t, text, "_ stands between digits");
	else if (*s && base != 10)
		bad_number(p, t, text, arena_printf(p->arena, "`%c' is no digit here", *s));
	else if (*s)
		with_unit(p, t, text, s);
}

void literal_number(struct parse *p, struct token *t, const char *text, size_t len)
{
	const char *copy = arena_strndup(p->arena, text, len);

	if (memchr(text, '.', len))
		fraction(p, t, copy);
	else
		number(p, t, copy);
}

/* ---- strings and characters ---- */

static const struct {
	char sign, byte;
} escapes[] = {
	{ 'n', '\n' }, { 't', '\t' }, { 'r', '\r' }, { 'a', '\a' },  { 'b', '\b' },  { 'f', '\f' },
	{ 'v', '\v' }, { 'e', 033 },  { '"', '"' },  { '\\', '\\' }, { '\'', '\'' },
};

/* Up to `max` digits; how many there were. */
static size_t escape_digits(const char *s, const char *end, int base, size_t max, unsigned *value)
{
	size_t n = 0;

	for (*value = 0; n < max && s + n < end && digit(s[n]) < base; n++)
		*value = *value * (unsigned)base + (unsigned)digit(s[n]);
	return n;
}

/* `s` is after the backslash.  Gives the bytes used; 0: no such escape. */
static size_t escape(const char *s, const char *end, unsigned *value)
{
	size_t i, n;

	if (*s == 'x') {
		n = escape_digits(s + 1, end, 16, 2, value);
		return n ? n + 1 : 0;
	}
	n = escape_digits(s, end, 8, 3, value);
	if (n)
		return n;
	for (i = 0; i < COUNT(escapes); i++)
		if (escapes[i].sign == *s) {
			*value = (unsigned char)escapes[i].byte;
			return 1;
		}
	return 0;
}

/* The next byte of a literal; `base` is where its text begins in t. */
static unsigned decode(struct parse *p, const struct token *t, const char *base, const char **s,
		       const char *end, bool nul_fits)
{
	const char *from = *s;
	unsigned value = 0;
	struct span at;
	size_t n;

	if (*from != '\\') {
		++*s;
		return (unsigned char)*from;
	}
	n = escape(from + 1, end, &value);
	*s = from + 1 + (n ? n : 1);
	at = (struct span){ t->span.off + (uint32_t)(from - base), (uint32_t)(*s - from) };
	if (!n || value > 255) {
		diag(p->diags, BAD_ESCAPE, at,
		     arena_printf(p->arena, "`%.*s'", (int)(*s - from), from));
		value = '?';
	} else if (!value && !nul_fits) {
		diag(p->diags, BAD_ESCAPE, at, "a string ends at its first NUL");
		value = '?';
	}
	return value;
}

void literal_string(struct parse *p, struct token *t, const char *text, size_t len)
{
	const char *s = text + 1, *end = text + len - 1;
	char *out = arena_alloc(p->arena, len);
	uint32_t n = 0;

	while (s < end)
		out[n++] = (char)decode(p, t, text, &s, end, false);
	t->text = out;
	t->text_len = n;
}

void literal_char(struct parse *p, struct token *t, const char *text, size_t len)
{
	const char *s = text + 1, *end = text + len - 1;

	t->unit = UNIT_CHAR;
	if (s < end)
		t->value = decode(p, t, text, &s, end, true);
	if (len == 2)
		say_syntax(p, t->span, "a character that is none");
	else if (s < end) {
		say_syntax(p, t->span, "a character is one byte");
		diag_hint(p->diags, "strings stand in double quotes");
	}
}

/* ---- types ---- */

enum { W_UNSIGNED, W_SIGNED, W_LONG, W_SHORT, W_INT, W_CHAR, W_BOOL, W_COUNT };

static const char *const type_words[W_COUNT] = { "unsigned", "signed", "long", "short",
						 "int",	     "char",   "bool" };

/* How often each word may stand in a type, `int' left out; signed only counts for char. */
static const struct {
	unsigned char n[W_COUNT];
	const char *name;
} types[] = {
	{ { 0, 0, 0, 0, 0, 0, 1 }, "bool" },
	{ { 0, 0, 0, 0, 0, 1, 0 }, "char" },
	{ { 0, 1, 0, 0, 0, 1, 0 }, "signed char" },
	{ { 1, 0, 0, 0, 0, 1, 0 }, "unsigned char" },
	{ { 0, 0, 0, 1, 0, 0, 0 }, "short" },
	{ { 1, 0, 0, 1, 0, 0, 0 }, "unsigned short" },
	{ { 0, 0, 0, 0, 0, 0, 0 }, "int" },
	{ { 1, 0, 0, 0, 0, 0, 0 }, "unsigned int" },
	{ { 0, 0, 1, 0, 0, 0, 0 }, "long" },
	{ { 1, 0, 1, 0, 0, 0, 0 }, "unsigned long" },
	{ { 0, 0, 2, 0, 0, 0, 0 }, "long long" },
	{ { 1, 0, 2, 0, 0, 0, 0 }, "unsigned long long" },
};

/* Adds the word to the counts; false when it is none of C's. */
static bool count_word(unsigned char *n, const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < W_COUNT; i++)
		if (strlen(type_words[i]) == len && !memcmp(type_words[i], s, len)) {
			if (n[i] < 3)
				n[i]++;
			return true;
		}
	return false;
}

const char *literal_type(struct parse *p, const char *text, size_t len)
{
	unsigned char n[W_COUNT] = { 0 };
	const char *s = text, *end = text + len;
	size_t i, w;

	for (; s < end; s += w) {
		for (w = 0; s + w < end && s[w] != ' ' && s[w] != '\t'; w++)
			;
		if (w && !count_word(n, s, w))
			return arena_strndup(p->arena, text, len); /* u64, __be16 … */
		w += !w;
	}
	if (n[W_INT] > 1 || (n[W_INT] && (n[W_CHAR] || n[W_BOOL])))
		return NULL;
	n[W_INT] = 0;
	if (n[W_SIGNED] == 1 && !n[W_CHAR] && !n[W_BOOL] && !n[W_UNSIGNED])
		n[W_SIGNED] = 0;
	for (i = 0; i < COUNT(types); i++)
		if (!memcmp(types[i].n, n, sizeof(n)))
			return types[i].name;
	return NULL;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* See facts.h. */

#include "target/facts.h"

#include <string.h>

static const struct {
	const char *option, *function;
} rows[FACT_COUNT] = {
#define FACT(option, function) { #option, function },
#include "target/facts.def"
#undef FACT
};

const char *fact_option(enum fact f)
{
	return rows[f].option;
}

const char *fact_function(enum fact f)
{
	return rows[f].function;
}

/* The row of an option's name of n bytes; FACT_COUNT: it is none of ours. */
static unsigned by_option(const char *name, size_t n)
{
	unsigned i;

	for (i = 0; i < FACT_COUNT; i++)
		if (strlen(rows[i].option) == n && !memcmp(rows[i].option, name, n))
			break;
	return i;
}

static void read_line(struct facts *f, const char *line, size_t n)
{
	static const char no[] = " is not set";
	const char *eq = memchr(line, '=', n);
	unsigned row;

	if (eq && eq + 1 < line + n && (eq[1] == 'y' || eq[1] == 'm')) {
		row = by_option(line, (size_t)(eq - line));
		if (row < FACT_COUNT)
			f->v[row] = FACT_ON;
	} else if (n > 2 + strlen(no) && !memcmp(line, "# ", 2) &&
		   !memcmp(line + n - strlen(no), no, strlen(no))) {
		row = by_option(line + 2, n - 2 - strlen(no));
		if (row < FACT_COUNT)
			f->v[row] = FACT_OFF;
	}
}

void facts_read(struct facts *f, const char *text, size_t n, bool is_whole)
{
	const char *end = text + n, *stop;
	unsigned i;

	if (is_whole)
		for (i = 0; i < FACT_COUNT; i++)
			f->v[i] = FACT_OFF;
	for (; text < end; text = stop + 1) {
		stop = memchr(text, '\n', (size_t)(end - text));
		if (!stop)
			stop = end;
		if (*text == 'C' || *text == '#')
			read_line(f, text, (size_t)(stop - text));
	}
}

void facts_write(const struct facts *f, struct str *out)
{
	unsigned i;

	for (i = 0; i < FACT_COUNT; i++)
		if (f->v[i] != FACT_UNKNOWN)
			str_printf(out, f->v[i] == FACT_ON ? "%s=y\n" : "# %s is not set\n",
				   rows[i].option);
}

const char *facts_missing(const struct facts *f, const char *options)
{
	size_t n;
	unsigned row;

	for (; *options; options += n) {
		n = strspn(options, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
		row = by_option(options, n);
		if (row < FACT_COUNT && f->v[row] == FACT_OFF)
			return rows[row].option;
		n += !n;
	}
	return NULL;
}

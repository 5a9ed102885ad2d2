// SPDX-License-Identifier: GPL-2.0-or-later
/* See gen.h: printf, print, println, printd and what makes text of them. */

#include <stdlib.h>
#include <string.h>

#include "migrate/stp/gen.h"
#include "sema/ir.h"

bool stp_is_print(const char *name)
{
	static const char *const names[] = { "printf", "print", "println", "printd", "printdln" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

/* What is put into a format. */
static void put_plain(struct str *format, const char *text)
{
	struct str s;
	const char *p;

	str_init(&s, format->arena);
	stp_put_string(&s, text);
	for (p = s.text; *p; p++) {
		str_putc(format, *p);
		if (*p == '%')
			str_putc(format, '%');
	}
}

static const char *directive(struct stp_gen *g, const struct stp_expr *e)
{
	enum stp_type t = stp_type_of(g, e);

	return t == STP_TEXT ? "%s" : t == STP_LONG ? "%d" : "%v";
}

/* ---- formats ---- */

struct format {
	struct stp_gen *g;
	struct str text, values;
	struct stp_expr *arg;
	bool plain; /* for sprintf, which has no widths */
};

static void put_value(struct format *f, const char *text)
{
	str_printf(&f->values, ", %s", text);
}

static const char *next_value(struct format *f)
{
	const char *text;

	if (!f->arg)
		return "0";
	text = stp_expr_text(f->g, f->arg, BINDS_TERNARY);
	f->arg = f->arg->next;
	return text;
}

/* "-+ #0", "*", "12", ".*", ".3" */
static const char *put_width(struct format *f, const char *p, struct str *out)
{
	for (;; p++) {
		if (*p == '*') {
			if (f->arg && f->arg->kind == STP_EX_NUMBER)
				str_puts(out, f->arg->text);
			else
				stp_differs(f->g, WIDTH, "a width that is not a number");
			if (f->arg)
				f->arg = f->arg->next;
		} else if (*p && strchr("-+ #0123456789.", *p)) {
			str_putc(out, *p);
		} else if (!*p || !strchr("hlzjt", *p)) {
			return p;
		}
	}
}

/* In sprintf(): it fills up numbers and strings, and cuts strings; the 0x of %p and %#x is text in front. */
static void put_filled(struct format *f, const char *width, char letter)
{
	bool prefix = letter == 'p' || (letter == 'x' && strchr(width, '#'));
	const char *digits = width + strspn(width, "-+ 0#");

	if (prefix)
		str_puts(&f->text, "0x");
	str_putc(&f->text, '%');
	if (!prefix && strspn(width, "-0") == (size_t)(digits - width) && atoi(digits) <= PAD_MAX &&
	    (letter == 's' || !strchr(digits, '.')))
		str_puts(&f->text, width);
	else if (*digits)
		stp_differs(f->g, WIDTH, "a width in sprintf()");
	str_putc(&f->text, letter == 'p' || letter == 'X' ? 'x' : letter);
}

static const char *put_directive(struct format *f, const char *p)
{
	struct str width;
	char letter;

	str_init(&width, f->g->a);
	p = put_width(f, p, &width);
	letter = *p;
	if (letter == '%') {
		str_puts(&f->text, "%%");
		return p;
	}
	if (!letter || !strchr("diuxXopsc", letter)) {
		stp_refuse(f->g, FUNCTION,
			   arena_printf(f->g->a, "`%%%c' of printf()", letter ? letter : '?'));
		return letter ? p : p - 1;
	}
	if (f->plain) {
		put_filled(f, width.text, letter);
	} else {
		str_printf(&f->text, "%%%s%c", width.text, letter);
	}
	put_value(f, next_value(f));
	return p;
}

static void put_format(struct format *f, const char *p)
{
	struct str clean;

	str_init(&clean, f->g->a);
	stp_put_string(&clean, p);
	for (p = clean.text; *p; p++) {
		if (*p == '%')
			p = put_directive(f, p + 1);
		else
			str_putc(&f->text, *p);
	}
}

static void format_init(struct stp_gen *g, struct format *f, struct stp_expr *args, bool plain)
{
	*f = (struct format){ .g = g, .arg = args, .plain = plain };
	str_init(&f->text, g->a);
	str_init(&f->values, g->a);
}

/* print(a, b): what they are, one behind the other. */
static void put_each(struct format *f, const char *between)
{
	const char *sign = "";

	for (; f->arg; sign = between) {
		put_plain(&f->text, sign);
		if (f->arg->kind == STP_EX_STRING) {
			put_plain(&f->text, f->arg->text);
			f->arg = f->arg->next;
			continue;
		}
		str_puts(&f->text, directive(f->g, f->arg));
		put_value(f, next_value(f));
	}
}

/* The format and values of any of the family; name without its s. */
static bool family(struct stp_gen *g, struct format *f, const char *name, struct stp_expr *args,
		   bool plain)
{
	const char *between = "";
	size_t n = strlen(name);

	if (!strcmp(name, "printf")) {
		if (!args || args->kind != STP_EX_STRING) {
			stp_refuse(g, SYNTAX, "printf() without a format");
			return false;
		}
		format_init(g, f, args->next, plain);
		put_format(f, args->text);
		return true;
	}
	if (!strncmp(name, "printd", 6) && args) {
		if (args->kind != STP_EX_STRING) {
			stp_refuse(g, FUNCTION, "a delimiter that is not a literal");
			return false;
		}
		between = args->text;
		args = args->next;
	}
	format_init(g, f, args, plain);
	put_each(f, between);
	if (n > 2 && !strcmp(name + n - 2, "ln"))
		str_puts(&f->text, "\\n");
	return true;
}

/* ---- statements ---- */

/* Of println("text"): a format that is text and a newline. */
static bool put_println(struct stp_gen *g, struct str *out, const struct stp_expr *e)
{
	if (strcmp(e->text, "println") || !e->list || e->list->next ||
	    e->list->kind != STP_EX_STRING)
		return false;
	str_puts(out, "println(\"");
	stp_put_string(out, e->list->text);
	str_puts(out, "\")");
	(void)g;
	return true;
}

/* print(@hist_log(x)), print(x) of an aggregate */
static bool put_aggregate(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	struct stp_expr *what = e->list;

	if (!what || what->next || (strcmp(e->text, "print") && strcmp(e->text, "println")))
		return false;
	if ((what->kind != STP_EX_AT || strncmp(what->text, "hist_", 5)) &&
	    stp_type_of(g, what) != STP_STATS)
		return false;
	str_printf(out, "print(%s)", stp_expr_text(g, what, BINDS_TERNARY));
	stp_differs(g, PRINTED, "an aggregate");
	return true;
}

bool stp_put_print(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	struct format f;

	if (e->kind != STP_EX_CALL || !stp_is_print(e->text))
		return false;
	if (put_aggregate(g, out, e) || put_println(g, out, e))
		return true;
	if (family(g, &f, e->text, e->list, false) && (f.text.len || f.values.len))
		str_printf(out, "printf(\"%s\"%s)", f.text.text, f.values.text);
	return true;
}

bool stp_put_sprint(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	struct format f;

	if (e->text[0] != 's' || !stp_is_print(e->text + 1))
		return false;
	if (!family(g, &f, e->text + 1, e->list, true))
		return true;
	if (strstr(f.text.text, "%v"))
		stp_refuse(g, FUNCTION, "sprint() of what has no known type");
	str_printf(out, "sprintf(\"%s\"%s)", f.text.text, f.values.text);
	return true;
}

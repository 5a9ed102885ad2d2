// SPDX-License-Identifier: GPL-2.0-or-later
/* See diag.h.  Rendering: one header line, the source line, a caret run; then notes and hints. */

#include "common/diag.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static const struct {
	const char *code, *format, *explain;
	enum exit_status status;
} rows[DIAG_COUNT] = {
#define DIAG(code, status, name, format, explain) [DIAG_##name] = {#code, format, explain, status},
#include "common/diag.def"
#undef DIAG
};

static bool is_error(enum diag_code code)
{
	return rows[code].code[0] == 'E';
}

void diags_init(struct diags *d, struct arena *a, struct sources *s)
{
	*d = (struct diags){ .arena = a, .sources = s };
	d->last = &d->first;
}

/* The same message at the same place is said once. */
static bool already_said(const struct diags *d, enum diag_code code, struct span span)
{
	const struct diag *i;

	if (!span.off)
		return false;
	for (i = d->first; i; i = i->next)
		if (i->code == code && i->span.off == span.off)
			return true;
	return false;
}

static void count(struct diags *d, enum diag_code code)
{
	if (!is_error(code)) {
		d->warnings++;
		return;
	}
	if (!d->errors++)
		d->status = rows[code].status;
}

void diag_add(struct diags *d, enum diag_code code, struct span span, const char *fmt, ...)
{
	struct diag *new;
	va_list ap;

	d->open = NULL;
	if (already_said(d, code, span))
		return;
	count(d, code);
	if (is_error(code) && d->errors > DIAG_MAX_ERRORS)
		return;
	new = arena_new(d->arena, struct diag);
	new->code = code;
	new->span = span;
	va_start(ap, fmt);
	new->text = arena_vprintf(d->arena, fmt, ap);
	va_end(ap);
	new->last_part = &new->parts;
	*d->last = new;
	d->last = &new->next;
	d->open = new;
}

static void add_part(struct arena *a, struct diag *to, enum diag_part_kind kind, struct span span,
		     const char *text)
{
	struct diag_part *p = arena_new(a, struct diag_part);

	*p = (struct diag_part){ .kind = kind, .span = span, .text = text };
	*to->last_part = p;
	to->last_part = &p->next;
}

void diag_add_part(struct arena *a, struct diag *to, enum diag_part_kind kind, const char *text)
{
	add_part(a, to, kind, NO_SPAN, text);
}

void diag_drop_guesses(struct diag *d)
{
	struct diag_part **p = &d->parts;

	while (*p) {
		if ((*p)->kind == DIAG_GUESS)
			*p = (*p)->next;
		else
			p = &(*p)->next;
	}
	d->last_part = p;
}

bool diag_is_error(const struct diag *i)
{
	return is_error(i->code);
}

void diag_about(struct diags *d, const char *owner, const char *name, struct span whole)
{
	if (d->open)
		d->open->subject = (struct diag_subject){ arena_strdup(d->arena, owner),
							  arena_strdup(d->arena, name), whole };
}

void diag_note(struct diags *d, struct span span, const char *fmt, ...)
{
	va_list ap;

	if (!d->open)
		return;
	va_start(ap, fmt);
	add_part(d->arena, d->open, DIAG_NOTE, span, arena_vprintf(d->arena, fmt, ap));
	va_end(ap);
}

void diag_hint(struct diags *d, const char *fmt, ...)
{
	va_list ap;

	if (!d->open)
		return;
	va_start(ap, fmt);
	add_part(d->arena, d->open, DIAG_HINT, NO_SPAN, arena_vprintf(d->arena, fmt, ap));
	va_end(ap);
}

void diag_hint_near(struct diags *d, const char *near)
{
	if (near && d->open)
		add_part(d->arena, d->open, DIAG_GUESS, NO_SPAN,
			 arena_printf(d->arena, "did you mean `%s'?", near));
}

/* ---- rendering ---- */

enum style { STYLE_ERROR, STYLE_WARNING, STYLE_NOTE, STYLE_HINT, STYLE_PLACE, STYLE_COUNT };

static const struct {
	const char *name, *ansi;
} styles[STYLE_COUNT] = {
	[STYLE_ERROR] = { "error", "\033[1;31m" },   [STYLE_WARNING] = { "warning", "\033[1;35m" },
	[STYLE_NOTE] = { "note", "\033[1;36m" },     [STYLE_HINT] = { "hint", "\033[1;32m" },
	[STYLE_PLACE] = { "place", "\033[1m" },
};

struct printer {
	const struct diags *d;
	FILE *out;
	enum diag_color color;
};

static void on(const struct printer *p, enum style s)
{
	if (p->color == DIAG_COLOR_ALWAYS)
		fputs(styles[s].ansi, p->out);
	else if (p->color == DIAG_COLOR_DEBUG)
		fprintf(p->out, "<%s>", styles[s].name);
}

static void off(const struct printer *p, enum style s)
{
	if (p->color == DIAG_COLOR_ALWAYS)
		fputs("\033[0m", p->out);
	else if (p->color == DIAG_COLOR_DEBUG)
		fprintf(p->out, "</%s>", styles[s].name);
}

/* ---- the line of a message ---- */

/* Its bytes, and how many columns of a terminal it takes; less than 0: none that can be shown. */
static int next_character(const char *at, uint32_t n, uint32_t *bytes)
{
	mbstate_t state = { 0 };
	wchar_t c;
	size_t used = mbrtowc(&c, at, n, &state);

	*bytes = used > 0 && used <= n ? (uint32_t)used : 1;
	return used > 0 && used <= n ? wcwidth(c) : -1;
}

/* A script may hold any byte; a terminal must not see control characters. */
static void put_text(FILE *out, const char *text, uint32_t n)
{
	uint32_t i, bytes;
	int width;

	for (i = 0; i < n; i += bytes) {
		width = next_character(text + i, n - i, &bytes);
		if (text[i] == '\t' || width >= 0)
			fwrite(text + i, 1, bytes, out);
		else
			putc('?', out);
	}
}

/* As wide as the text, tabs kept, with one sign in each other column; the first is another one. */
static void put_below(FILE *out, const char *text, uint32_t n, char first, char sign)
{
	uint32_t i, bytes;
	int width;

	for (i = 0; i < n; i += bytes) {
		width = next_character(text + i, n - i, &bytes);
		if (text[i] == '\t' && sign == ' ')
			putc('\t', out);
		else
			for (width = width < 0 ? 1 : width; width; width--, first = sign)
				putc(first, out);
	}
}

#define SHOWN_LINE 200		/* bytes of a source line that are shown around its place */

/* A long line is cut to a window around the place. */
static struct place window(struct place at)
{
	uint32_t start = at.byte >= SHOWN_LINE / 2 ? at.byte + 1 - SHOWN_LINE / 2 : 0;

	if (at.text_len <= SHOWN_LINE)
		return at;
	while (start < at.byte && (at.text[start] & 0xc0) == 0x80)
		start++;
	at.text += start;
	at.text_len -= start;
	at.byte -= start;
	if (at.text_len > SHOWN_LINE)
		at.text_len = SHOWN_LINE;
	return at;
}

static void print_source_line(const struct printer *p, const struct place *whole, uint32_t len,
			      enum style s)
{
	struct place at = window(*whole);
	uint32_t left = at.text_len > at.byte ? at.text_len - at.byte : 0;

	fputs("    ", p->out);
	put_text(p->out, at.text, at.text_len);
	fputs("\n    ", p->out);
	put_below(p->out, at.text, at.byte < at.text_len ? at.byte : at.text_len, ' ', ' ');
	on(p, s);
	if (left && len)
		put_below(p->out, at.text + at.byte, len < left ? len : left, '^', '~');
	else
		putc('^', p->out);
	off(p, s);
	putc('\n', p->out);
}

static void print_message(const struct printer *p, struct span span, enum style s,
			  const char *label, const char *text)
{
	struct place at;
	bool placed = source_place(p->d->sources, span.off, &at);

	if (placed) {
		on(p, STYLE_PLACE);
		fprintf(p->out, "%s:%u:%u: ", at.src->name, at.line, at.col);
		off(p, STYLE_PLACE);
	} else {
		fputs("fptap: ", p->out);
	}
	on(p, s);
	fputs(label, p->out);
	off(p, s);
	fprintf(p->out, ": %s\n", text);
	if (placed)
		print_source_line(p, &at, span.len, s);
}

static void print_diag(const struct printer *p, const struct diag *i)
{
	bool error = is_error(i->code);
	const struct diag_part *part;
	char label[32];

	snprintf(label, sizeof(label), "%s[%s]", error ? "error" : "warning", rows[i->code].code);
	print_message(p, i->span, error ? STYLE_ERROR : STYLE_WARNING, label, i->text);
	for (part = i->parts; part; part = part->next) {
		if (part->kind == DIAG_NOTE) {
			print_message(p, part->span, STYLE_NOTE, "note", part->text);
			continue;
		}
		fputs("  = ", p->out);
		on(p, STYLE_HINT);
		fputs(part->kind == DIAG_KERNELS ? "kernels" : "hint", p->out);
		off(p, STYLE_HINT);
		fprintf(p->out, ": %s\n", part->text);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct diag *x = *(const struct diag *const *)a, *y = *(const struct diag *const *)b;

	/* What has no place was found last and is said last. */
	if (!x->span.off != !y->span.off)
		return x->span.off ? -1 : 1;
	if (x->span.off != y->span.off)
		return x->span.off < y->span.off ? -1 : 1;
	return 0;
}

void diags_print(struct diags *d, FILE *out, enum diag_color color)
{
	struct printer p = { d, out, color };
	/* Scripts are UTF-8, whatever the user's locale is. */
	locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0), before = uselocale(utf8);
	struct diag *i, **v;
	unsigned n = 0, at;

	for (i = d->first; i; i = i->next)
		n++;
	v = arena_array(d->arena, struct diag *, n + 1);
	for (i = d->first, at = 0; i; i = i->next)
		v[at++] = i;
	if (n)
		qsort(v, n, sizeof(*v), by_place);
	for (at = 0; at < n; at++)
		print_diag(&p, v[at]);
	if (d->errors > DIAG_MAX_ERRORS)
		fprintf(out, "fptap: %u more errors not shown\n", d->errors - DIAG_MAX_ERRORS);
	d->first = d->open = NULL;
	d->last = &d->first;
	uselocale(before);
	if (utf8)
		freelocale(utf8);
	fflush(out);
}

void diag_print_place(const struct diags *d, FILE *out, enum diag_color color, struct span span,
		      const char *label, const char *text)
{
	struct printer p = { d, out, color };

	print_message(&p, span, STYLE_WARNING, label, text);
}

bool diag_by_code(const char *code, enum diag_code *out)
{
	unsigned i;

	for (i = 0; i < DIAG_COUNT; i++)
		if (!strcmp(rows[i].code, code)) {
			*out = i;
			return true;
		}
	return false;
}

const char *diag_code_text(enum diag_code code)
{
	return rows[code].code;
}

const char *diag_code_meaning(enum diag_code code)
{
	return rows[code].explain;
}

/* The message with dots in place of what it is about. */
static void print_pattern(const char *format, FILE *out)
{
	for (; *format; format++) {
		if (*format != '%') {
			fputc(*format, out);
			continue;
		}
		format += 1 + strspn(format + 1, "0123456789.*lzh");
		fputs(*format == '%' ? "%" : "…", out);
	}
}

void diag_explain(enum diag_code code, FILE *out)
{
	fprintf(out, "%s: ", rows[code].code);
	print_pattern(rows[code].format, out);
	fprintf(out, "\n\n%s\n", rows[code].explain);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See format.h.  A plan is a list of pieces, each a stretch of literal text and then at most one
 * directive, whose function was chosen by conversion and type.  The argument's place in the payload
 * was checked when the plan was made, so that formatting only has to check the record's length.
 */

#include "runtime/host/format.h"

#include <string.h>

#include "runtime/host/stacks.h"

#include "runtime/host/utf8.h"
#include "runtime/host/whole.h"

enum flag { FLAG_LEFT = 1, FLAG_PLUS = 2, FLAG_BLANK = 4, FLAG_ALT = 8, FLAG_ZERO = 16 };

#define NO_PRECISION (-1)
#define WIDTH_MAX WIRE_MAX		/* a larger width or precision is cut to it */

struct piece;
typedef void put_fn(struct formatter *f, const struct piece *p, const char *value);

struct piece {
	const char *text;		/* literal text before the directive */
	uint32_t len;
	uint32_t at;			/* of the argument in the payload */
	put_fn *put;			/* NULL: no directive */
	struct type type;
	int16_t width, precision;
	uint8_t flags;
	char conversion;
};

struct plan {
	struct piece *pieces;		/* NULL: not a printf */
	unsigned n, cap;
	uint32_t bytes;			/* that the payload has at least */
};

static u64 load(const char *value)
{
	u64 v;

	memcpy(&v, value, sizeof(v));
	return v;
}

/* ---- text ---- */

static void put_padded(struct formatter *f, const struct piece *p, const char *text, size_t n)
{
	size_t pad = (size_t)p->width > n ? p->width - n : 0;

	if (pad && !(p->flags & FLAG_LEFT))
		output_fill(f->out, ' ', pad);
	output_put(f->out, text, n);
	if (pad && p->flags & FLAG_LEFT)
		output_fill(f->out, ' ', pad);
}

/* Length of what can be shown as it is at `text`; 0: one byte has to be escaped. */
static unsigned harmless(const char *text, size_t n)
{
	unsigned char c = text[0];

	if (c < 0x20)
		return c == '\n' || c == '\t';
	return utf8_is_late_control(text, n) ? 0 : utf8_length(text, n);
}

#define ESCAPED_MAX (4 * (WIRE_MAX + 1))

static size_t escape(const char *text, size_t n, char *out)
{
	static const char hex[] = "0123456789abcdef";
	size_t i = 0, len = 0;

	while (i < n) {
		unsigned same = harmless(text + i, n - i);

		if (same) {
			memcpy(out + len, text + i, same);
			len += same;
			i += same;
			continue;
		}
		memcpy(out + len, "\\x", 2);
		out[len + 2] = hex[(unsigned char)text[i] >> 4];
		out[len + 3] = hex[text[i] & 15];
		len += 4;
		i++;
	}
	return len;
}

static void put_escaped(struct formatter *f, const struct piece *p, const char *text, size_t n)
{
	char escaped[ESCAPED_MAX];

	put_padded(f, p, escaped, escape(text, n, escaped));
}

/* Text that the script does not control; at most WIRE_MAX bytes. */
static void put_foreign(struct formatter *f, const struct piece *p, const char *text, size_t n)
{
	if (f->out->is_terminal)
		put_escaped(f, p, text, n);
	else
		put_padded(f, p, text, n);
}

static void put_string(struct formatter *f, const struct piece *p, const char *value)
{
	size_t n = strnlen(value, p->type.width);

	if (p->precision != NO_PRECISION && n > (size_t)p->precision)
		n = p->precision;
	put_foreign(f, p, value, n);
}

static void put_char(struct formatter *f, const struct piece *p, const char *value)
{
	char c = load(value);

	put_foreign(f, p, &c, 1);
}

static void put_value(struct formatter *f, const struct piece *p, const char *value)
{
	char text[VALUE_MAX];

	put_padded(f, p, text, value_show(&f->values, p->type, load(value), text));
}

/* ---- numbers ---- */

/* Sign or 0x, zeros for precision or the 0 flag, digits; padded with blanks. */
static void put_number(struct formatter *f, const struct piece *p, const char *prefix,
		       size_t prefix_len, const char *digits, size_t n)
{
	size_t zeros = 0, len, pad;

	if (p->precision != NO_PRECISION) {
		if (!p->precision && n == 1 && digits[0] == '0')
			n = 0;
		zeros = (size_t)p->precision > n ? p->precision - n : 0;
	}
	if (p->conversion == 'o' && p->flags & FLAG_ALT && !zeros && (!n || digits[0] != '0'))
		zeros = 1;
	len = prefix_len + zeros + n;
	pad = (size_t)p->width > len ? p->width - len : 0;
	if (p->flags & FLAG_ZERO && !(p->flags & FLAG_LEFT) && p->precision == NO_PRECISION) {
		zeros += pad;
		pad = 0;
	}
	if (pad && !(p->flags & FLAG_LEFT))
		output_fill(f->out, ' ', pad);
	output_put(f->out, prefix, prefix_len);
	output_fill(f->out, '0', zeros);
	output_put(f->out, digits, n);
	if (pad && p->flags & FLAG_LEFT)
		output_fill(f->out, ' ', pad);
}

static void put_signed(struct formatter *f, const struct piece *p, const char *value)
{
	char digits[DIGITS_MAX], *end = digits + sizeof(digits), *first;
	u64 v = load(value);
	bool negative = v >> 63;
	const char *sign = negative		      ? "-"
			   : p->flags & FLAG_PLUS     ? "+"
			   : p->flags & FLAG_BLANK    ? " "
						      : "";

	first = digits_decimal(end, negative ? 0 - v : v);
	put_number(f, p, sign, sign[0] != 0, first, end - first);
}

/* The value's own bytes: canonical values are sign-extended beyond them. */
static u64 own_bytes(struct type t, u64 v)
{
	return t.size && t.size < 8 ? v & ((1ull << 8 * t.size) - 1) : v;
}

static void put_unsigned(struct formatter *f, const struct piece *p, const char *value)
{
	char digits[DIGITS_MAX], *end = digits + sizeof(digits), *first;

	first = digits_decimal(end, own_bytes(p->type, load(value)));
	put_number(f, p, "", 0, first, end - first);
}

static void put_bits(struct formatter *f, const struct piece *p, const char *value)
{
	char digits[DIGITS_MAX], *end = digits + sizeof(digits), *first, prefix[2] = "0";
	u64 v = own_bytes(p->type, load(value));
	bool hex = p->conversion == 'x' || p->conversion == 'X';
	unsigned bits = hex ? 4 : p->conversion == 'o' ? 3 : 1;
	bool prefixed = p->flags & FLAG_ALT && v && p->conversion != 'o';

	prefix[1] = p->conversion;
	first = digits_bits(end, v, bits, p->conversion == 'X');
	put_number(f, p, prefix, prefixed ? 2 : 0, first, end - first);
}

static void put_pointer(struct formatter *f, const struct piece *p, const char *value)
{
	char digits[DIGITS_MAX], *end = digits + sizeof(digits), *first;

	first = digits_bits(end, load(value), 4, false);
	put_number(f, p, "0x", 2, first, end - first);
}

/* ---- plans ---- */

static const struct conversion {
	char letter;
	put_fn *number, *string;	/* NULL: not of this */
} conversions[] = {
	{ 'd', put_signed, NULL },   { 'i', put_signed, NULL }, { 'u', put_unsigned, NULL },
	{ 'x', put_bits, NULL },     { 'X', put_bits, NULL },	{ 'o', put_bits, NULL },
	{ 'b', put_bits, NULL },     { 'c', put_char, NULL },	{ 'p', put_pointer, NULL },
	{ 's', put_value, put_string }, { 'v', put_value, put_string },
};

static void put_stack(struct formatter *f, const struct piece *p, const char *value)
{
	static char text[STACK_TEXT_MAX];
	u64 v = load(value);

	if (f->values.stacks)
		output_put(f->out, text, stacks_show(f->values.stacks, p->type, v, "\n", text, sizeof(text)));
	else
		put_value(f, p, value);
}

static void put_bytes(struct formatter *f, const struct piece *p, const char *value)
{
	char text[VALUE_MAX];

	put_padded(f, p, text, value_show_bytes(&f->values, p->type, value, text));
}

/* All that is printable, the rest as \\x1b. */
static void put_bytes_text(struct formatter *f, const struct piece *p, const char *value)
{
	static const char hex[] = "0123456789abcdef";
	char text[VALUE_MAX];
	size_t n = 0;
	uint32_t i;

	for (i = 0; i < p->type.ktype && n < sizeof(text) - 4; i++) {
		unsigned char c = (unsigned char)value[i];

		if (c >= 0x20 && c < 0x7f && c != '\\') {
			text[n++] = (char)c;
			continue;
		}
		memcpy(text + n, "\\x", 2);
		text[n + 2] = hex[c >> 4];
		text[n + 3] = hex[c & 15];
		n += 4;
	}
	put_padded(f, p, text, n);
}

/* %x: nothing in between. */
static void put_bytes_hex(struct formatter *f, const struct piece *p, const char *value)
{
	const char *hex = p->conversion == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
	char text[VALUE_MAX];
	uint32_t i;

	for (i = 0; i < p->type.ktype && 2 * i < sizeof(text) - 2; i++) {
		text[2 * i] = hex[(unsigned char)value[i] >> 4];
		text[2 * i + 1] = hex[value[i] & 15];
	}
	put_padded(f, p, text, 2 * i);
}

static void put_whole(struct formatter *f, const struct piece *p, const char *value)
{
	whole_put(&f->values, p->type, value, p->flags & FLAG_ALT, f->out);
}

static put_fn *choose(char letter, struct type t)
{
	size_t i;

	if (t.kind == TY_STACK)
		return put_stack;
	if (t.kind == TY_STRUCT || t.kind == TY_ARRAY)
		return put_whole;
	if (t.kind == TY_BYTES)
		return letter == 's' && !t.show ? put_bytes_text : letter == 'v' || t.show ? put_bytes :
		       put_bytes_hex;

	for (i = 0; i < sizeof(conversions) / sizeof(conversions[0]); i++)
		if (conversions[i].letter == letter)
			return t.kind == TY_STRING ? conversions[i].string : conversions[i].number;
	return NULL;
}

/* The rest of a directive after its %.  Returns where it ends. */
static const char *parse_directive(const char *f, struct piece *p)
{
	static const char flags[] = "-+ #0";	/* in the order of enum flag */
	const char *flag;
	int n;

	p->precision = NO_PRECISION;
	for (; *f && (flag = strchr(flags, *f)); f++)
		p->flags |= 1u << (flag - flags);
	for (n = 0; *f >= '0' && *f <= '9'; f++)
		n = n < WIDTH_MAX ? n * 10 + (*f - '0') : n;
	p->width = n < WIDTH_MAX ? n : WIDTH_MAX;
	if (*f == '.') {
		for (n = 0, f++; *f >= '0' && *f <= '9'; f++)
			n = n < WIDTH_MAX ? n * 10 + (*f - '0') : n;
		p->precision = n < WIDTH_MAX ? n : WIDTH_MAX;
	}
	while (*f && strchr("lhzqjt", *f))
		f++;
	p->conversion = *f;
	return *f ? f + 1 : f;
}

/* Connects a piece with its argument.  False: they do not fit. */
static bool bind(struct piece *p, const struct print *print, unsigned arg)
{
	const struct print_arg *a = &print->args[arg];
	u64 size = type_bytes(a->type);

	p->type = a->type;
	p->at = a->offset;
	p->put = choose(p->conversion, a->type);
	return p->put && size <= WIRE_MAX && a->offset + size <= print->bytes;
}

static bool plan_printf(struct arena *a, struct plan *plan, const struct print *print)
{
	const char *f = print->format, *start;
	unsigned arg = 0;

	while (*f) {
		struct piece p = { .text = f };

		start = f;
		while (*f && *f != '%')
			f++;
		p.len = f - start;
		if (f[0] == '%' && f[1] == '%') {
			p.len++;
			f += 2;
		} else if (f[0] == '%') {
			f = parse_directive(f + 1, &p);
			if (arg == print->nargs || !bind(&p, print, arg++))
				return false;
		}
		*arena_push(a, plan->pieces, plan->n, plan->cap) = p;
	}
	return arg == print->nargs;
}

static bool plan_println(struct arena *a, struct plan *plan, const struct print *print)
{
	unsigned i;

	for (i = 0; i < print->nargs; i++) {
		struct piece p = {
			.text = " ", .len = i > 0, .precision = NO_PRECISION, .conversion = 'v',
		};

		if (!bind(&p, print, i))
			return false;
		*arena_push(a, plan->pieces, plan->n, plan->cap) = p;
	}
	*arena_push(a, plan->pieces, plan->n, plan->cap) = (struct piece){ .text = "\n", .len = 1 };
	return true;
}

static bool plan_site(struct arena *a, struct plan *plan, const struct print *print)
{
	plan->bytes = print->bytes;
	/* One piece at least: a plan without pieces is not a printf's. */
	plan->pieces = arena_array(a, struct piece, 8);
	plan->cap = 8;
	return print->format ? plan_printf(a, plan, print) : plan_println(a, plan, print);
}

bool formatter_init(struct formatter *f, const struct program *p, struct output *out)
{
	struct arena *a = &p->s->arena;
	unsigned i;

	*f = (struct formatter){ .values = { .p = p }, .out = out };
	wall_clock_init(&f->values.clock);
	f->plans = arena_array(a, struct plan, p->nsites + 1);
	for (i = 0; i < p->nsites; i++) {
		const struct site *site = &p->sites[i];

		if (site->kind == SITE_PRINT && !plan_site(a, &f->plans[i], site->print)) {
			diag(&p->s->diags, INTERNAL, site->span,
			     "the format does not fit its arguments");
			return false;
		}
	}
	return true;
}

size_t format_text(const struct formatter *f, const char *text, size_t n, char *out)
{
	if (f->out->is_terminal)
		return escape(text, n, out);
	memcpy(out, text, n);
	return n;
}

bool format_record(struct formatter *f, unsigned site, const void *payload, size_t len)
{
	const struct plan *plan;
	const struct piece *p;

	if (site >= f->values.p->nsites)
		return false;
	plan = &f->plans[site];
	if (!plan->pieces || len < plan->bytes)
		return false;
	for (p = plan->pieces; p < plan->pieces + plan->n; p++) {
		output_put(f->out, p->text, p->len);
		if (p->put)
			p->put(f, p, (const char *)payload + p->at);
	}
	return true;
}

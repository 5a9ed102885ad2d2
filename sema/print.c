// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * printf and println: formats are checked against types here, once; what is left for a handler is
 * a record of values, and for the host a format that is known to fit.
 */

#include <ctype.h>
#include <string.h>

#include "sema/lower.h"

#include "runtime/wire_host.h"

#define MAX_PRINT_ARGS 64
#define BLANKS " \t\r\n"

enum accepts { AS_INTEGER = 1, AS_POINTER = 2, AS_WORD = 4, AS_ANY = 8 };

static const struct directive {
	char letter;
	unsigned accepts;
	const char *wants;
} directives[] = {
	{ 'd', AS_INTEGER, "an integer" },
	{ 'i', AS_INTEGER, "an integer" },
	{ 'u', AS_INTEGER, "an integer" },
	{ 'x', AS_INTEGER | AS_POINTER, "an integer or a pointer" },
	{ 'X', AS_INTEGER | AS_POINTER, "an integer or a pointer" },
	{ 'o', AS_INTEGER, "an integer" },
	{ 'c', AS_INTEGER, "an integer" },
	{ 'b', AS_INTEGER, "an integer" },
	{ 'p', AS_INTEGER | AS_POINTER, "a pointer" },
	{ 's', AS_WORD, "a string" },
	{ 'v', AS_ANY, "a value" },
};

static const struct directive *directive(char letter)
{
	size_t i;

	for (i = 0; i < sizeof(directives) / sizeof(*directives); i++)
		if (directives[i].letter == letter)
			return &directives[i];
	return NULL;
}

static bool accepts(unsigned a, struct type t)
{
	if (a & AS_ANY)
		return true;
	if (t.kind == TY_STRUCT || t.kind == TY_ARRAY)
		return false;
	if (t.kind == TY_PTR)
		return a & AS_POINTER;
	if (t.kind == TY_BYTES)
		return a & (AS_WORD | AS_POINTER);	/* %s %x %X */
	if (t.kind == TY_STRING || t.kind == TY_SYMBOL || t.kind == TY_STACK)
		return a & AS_WORD;
	if (t.kind == TY_INT && (show_is_word(t.show) || t.show == SHOW_TIME))
		return true;
	if (t.kind == TY_ENUM || t.kind == TY_BOOL)
		return true;
	return a & AS_INTEGER;
}

static void mismatch(struct lower *l, const struct value *v, char letter, const char *wants)
{
	struct sema *s = l->sema;

	if (letter == 's' && v->t.kind == TY_PTR) {
		diag(s->d, NEEDS_STRING, v->span, type_text(s, v->t));
		diag_hint(s->d, "%s(…) copies it", v->t.is_user ? "user_string" : "string");
		return;
	}
	diag(s->d, FORMAT, v->span,
	     arena_printf(s->a, "%%%c prints %s, this is %s", letter, wants, a_type(s, v->t)));
	if (v->t.kind == TY_PTR)
		diag_hint(s->d, "%%p prints a pointer");
	else if (letter == 's')
		diag_hint(s->d, "%%v prints anything by its type, %%d an integer");
	else if (v->t.kind == TY_STRING)
		diag_hint(s->d, "%%s prints a string");
}

/* Past flags, width, precision and C's length letters; NULL after a diagnostic. */
static const char *directive_letter(struct lower *l, const struct expr *format, const char *p)
{
	unsigned digits = 0;

	p += strspn(p, "-+ #0");
	while ((*p >= '0' && *p <= '9') || *p == '.') {
		digits++;
		p++;
	}
	if (*p == '*' || digits > 8) {
		diag(l->sema->d, FORMAT, format->span, *p == '*' ?
		     "a width must be a number in the format" : "a width of too many digits");
		return NULL;
	}
	return p + strspn(p, "lhzqjt");
}

static bool check_directive(struct lower *l, const struct directive *d, const struct value *v)
{
	if (!v || value_is_bad(v) || accepts(d->accepts, v->t))
		return true;
	mismatch(l, v, d->letter, d->wants);
	return false;
}

static bool unknown_directive(struct lower *l, const struct expr *format, char letter)
{
	diag(l->sema->d, FORMAT, format->span,
	     letter ? arena_printf(l->sema->a, "unknown directive %%%c", letter)
		    : "the format ends within a directive");
	diag_hint(l->sema->d, "known are %%d %%i %%u %%x %%X %%o %%c %%s %%p %%b %%v %%%%");
	return false;
}

static bool check_format(struct lower *l, const struct expr *format, const char *text,
			 const struct value *v, unsigned n)
{
	const struct directive *d;
	unsigned used = 0;
	bool fit = true;
	const char *p;

	for (p = text; *p; p++) {
		if (*p != '%')
			continue;
		if (*++p == '%')
			continue;
		p = directive_letter(l, format, p);
		if (!p)
			return false;
		d = directive(*p);
		if (!d)
			return unknown_directive(l, format, *p);
		fit &= check_directive(l, d, used < n ? &v[used] : NULL);
		used++;
	}
	if (used == n)
		return fit;
	diag(l->sema->d, FORMAT, format->span,
	     arena_printf(l->sema->a, "the format takes %u value%s, %u %s given", used,
			  used == 1 ? "" : "s", n, n == 1 ? "is" : "are"));
	return false;
}

/* ---- what is printed: a tuple, and a list such as $$parms, is printed as its parts ---- */

struct printed {
	unsigned n;
	bool is_full;			/* said already */
	struct value v[MAX_PRINT_ARGS];
	const struct expr *from[MAX_PRINT_ARGS];
	unsigned part[MAX_PRINT_ARGS], of[MAX_PRINT_ARGS];	/* of: parts of its tuple; 0: it is none's */
};

/* A directive for value i of a list or tuple; the first stands already where it has a directive. */
static void put_part(struct str *out, const struct printed *a, unsigned i, const char *directive, size_t n)
{
	if (a->part[i])
		str_puts(out, a->v[i].label ? " " : ", ");
	if (a->v[i].label)
		str_printf(out, "%s=", a->v[i].label);
	str_put(out, directive, n);
}

/*
 * A format for the parts: a %v of a tuple becomes one for each, with commas between; one of a list, a
 * name=%v for each.  NULL after a diagnostic.
 */
static const char *spread_format(struct lower *l, const struct expr *format, const struct printed *a)
{
	unsigned used = 0, i;
	struct str out;
	const char *p, *q;

	str_init(&out, l->sema->a);
	for (p = format->text; *p; p = q) {
		q = p + 1;
		if (*p != '%') {
			str_put(&out, p, 1);
			continue;
		}
		q = *q == '%' ? q : directive_letter(l, format, q);
		if (!q)
			return NULL;
		q += *q != 0;
		if (q[-1] == '%' || used >= a->n || !a->of[used]) {
			str_put(&out, p, (size_t)(q - p));
			used += q[-1] != '%';
			continue;
		}
		if (q[-1] != 'v' && (q[-1] != 's' || !a->v[used].label)) {
			diag(l->sema->d, FORMAT, a->from[used]->span,
			     arena_printf(l->sema->a, "%%%c prints one value, this is a tuple of %u", q[-1],
					  a->of[used]));
			diag_hint(l->sema->d, "%%v prints its parts");
			return NULL;
		}
		for (i = used + a->of[used]; used < i; used++)
			put_part(&out, a, used, a->v[used].label ? "%v" : p,
				 a->v[used].label ? 2 : (size_t)(q - p));
	}
	return out.len ? out.text : "";
}

/* println's format, where there are tuples; else NULL. */
static const char *line_format(struct lower *l, const struct printed *a)
{
	bool tuples = false;
	struct str out;
	unsigned i;

	str_init(&out, l->sema->a);
	for (i = 0; i < a->n; i++) {
		tuples |= a->of[i] != 0;
		str_puts(&out, i && !a->part[i] ? " " : "");
		put_part(&out, a, i, "%v", 2);
	}
	str_puts(&out, "\n");
	return tuples ? out.text : NULL;
}

/* ---- names, for output that has them ---- */

/* What stands in the script, on one line. */
static const char *words(const struct sema *s, struct span span)
{
	const char *text = source_words(&s->s->sources, s->a, span);
	struct str out;
	size_t n;

	str_init(&out, s->a);
	for (text = text ? text : ""; *(text += strspn(text, BLANKS)); text += n) {
		n = strcspn(text, BLANKS);
		str_puts(&out, out.len ? " " : "");
		str_put(&out, text, n);
	}
	return out.len ? out.text : "value";
}

/* The last word of what leads to the value: x, $count, p->x.count, pid(), string(…). */
static const char *short_name(const struct sema *s, const struct expr *e)
{
	bool has_one = e->kind == EX_NAME || e->kind == EX_CTX || e->kind == EX_AT ||
		       e->kind == EX_CALL || e->kind == EX_MEMBER;

	return has_one ? e->name : words(s, e->span);
}

static bool is_taken(const struct print *print, unsigned n, const char *name)
{
	unsigned i;

	for (i = 0; i < n; i++)
		if (!strcmp(print->args[i].name, name))
			return true;
	return false;
}

/* Of a name that comes again, the second is name_2. */
static void name_args(const struct sema *s, struct print *print, const struct printed *a)
{
	const char *name, *first;
	unsigned i, nth;

	for (i = 0; i < print->nargs; i++) {
		name = first = short_name(s, a->from[i]);
		if (a->v[i].label)
			name = first = a->v[i].label;
		else if (a->of[i])
			name = first = arena_printf(s->a, "%s[%u]", name, a->part[i]);
		for (nth = 2; is_taken(print, i, name); nth++)
			name = arena_printf(s->a, "%s_%u", first, nth);
		print->args[i].name = name;
	}
}

/* The record of e, a call that prints `what': each value's place in the payload. */
static struct ir *record(struct lower *l, const struct expr *e, const char *format, struct printed *what)
{
	struct arena *a = l->sema->a;
	struct print *print = arena_new(a, struct print);
	struct ir *ir = ir_new(a, IR_PRINT, e->span);
	struct value *v = what->v;
	unsigned i, n = what->n;

	print->format = format;
	print->nargs = n;
	print->args = arena_array(a, struct print_arg, n);
	for (i = 0; i < n; i++) {
		print->args[i] = (struct print_arg){ .type = v[i].t, .offset = print->bytes };
		print->bytes += type_bytes(v[i].t);
		ir_append(ir, v[i].ir);
	}
	for (i = 0; i < n; i++)
		for_each_ir (later, v[i].ir->next)
			string_hold(l, v[i].ir, v[i].t.width, later);
	if (WIRE_HEADER + print->bytes > WIRE_MAX) {
		diag(l->sema->d, RECORD_TOO_LARGE, e->span, print->bytes, WIRE_MAX - WIRE_HEADER);
		diag_hint(l->sema->d, "string(s, 100) prints no more than 100 bytes of s");
		return NULL;
	}
	if (!l->first) {
		ir->site = site_add(l->sema, SITE_PRINT, 0, e->span, l->probe->id);
		l->sema->p->sites[ir->site].print = print;
		name_args(l->sema, print, what);
		l->h->uses_ring = true;
	}
	return ir;
}

/*
 * A node is in one list only.  Values are made anew by each lower_expr(), but a chain may hand out
 * its base, so what goes into the list is a copy.
 */
static void add_value(struct lower *l, struct printed *a, const struct expr *from, struct value v,
		      unsigned part, unsigned of)
{
	struct ir *copy;

	if (a->n == MAX_PRINT_ARGS) {
		if (!a->is_full)
			diag(l->sema->d, TOO_MANY, from->span, MAX_PRINT_ARGS, "values of a record");
		a->is_full = true;
		return;
	}
	if (v.ir) {
		copy = arena_new(l->sema->a, struct ir);
		*copy = *v.ir;
		copy->next = NULL;
		v.ir = copy;
	}
	v.span = from->span;
	a->v[a->n] = v;
	a->from[a->n] = from;
	a->part[a->n] = part;
	a->of[a->n++] = of;
}

/* $$parms */
static bool add_list(struct lower *l, struct printed *a, const struct expr *arg)
{
	struct value v[KFUNC_MAX_PARAMS];
	unsigned i, n = lower_context_list(l, arg, v);
	bool ok = true;

	for (i = 0; i < n; i++) {
		ok &= !value_is_bad(&v[i]);
		add_value(l, a, arg, v[i], i, n);
	}
	return ok;
}

static bool values(struct lower *l, struct expr *args, struct printed *a)
{
	bool ok = true;
	unsigned i;

	a->n = 0;
	a->is_full = false;
	for_each_expr(arg, args) {
		struct value one;

		if (is_context_list(arg)) {
			ok &= add_list(l, a, arg);
			continue;
		}
		one = read_to_print(l, lower_expr(l, arg));

		if (one.t.kind == TY_VOID && !value_is_bad(&one)) {
			diag(l->sema->d, NO_VALUE, arg->span, "this");
			one = value_bad(arg->span);
		}
		ok &= !value_is_bad(&one);
		if (!one.tuple)
			add_value(l, a, arg, one, 0, 0);
		for (i = 0; one.tuple && i < one.tuple->n; i++) {
			ok &= !value_is_bad(&one.tuple->v[i]);
			add_value(l, a, arg, tuple_part(l, &one, i), i, one.tuple->n);
		}
	}
	return ok && !a->is_full;
}

struct ir *lower_printf(struct lower *l, const struct expr *e)
{
	const struct expr *format = e->args;
	const char *text;
	struct printed a;
	bool ok;

	if (format->kind != EX_STRING) {
		diag(l->sema->d, FORMAT, format->span, "the format must be a literal");
		diag_hint(l->sema->d, "printf(\"%%s\", …), or println(…)");
		return NULL;
	}
	ok = values(l, format->next, &a);
	text = spread_format(l, format, &a);
	if (!text || !check_format(l, format, text, a.v, a.n) || !ok)
		return NULL;
	return record(l, e, text, &a);
}

struct ir *lower_println(struct lower *l, const struct expr *e)
{
	struct printed a;

	if (!values(l, e->args, &a))
		return NULL;
	return record(l, e, line_format(l, &a), &a);
}

struct ir *lower_print_whole(struct lower *l, const struct expr *e)
{
	struct printed a;

	return values(l, e->args, &a) ? record(l, e, "%#v\n", &a) : NULL;
}

/* ---- sprintf: in the kernel, so no more than %d %i %u %x %c %s and widths ---- */

#define NUMBER_WIDTH 32		/* bytes of a number as text, and of what it is made in */

static struct value piece(struct lower *l, const char *text, size_t n, struct span span)
{
	struct ir *ir = ir_new(l->sema->a, IR_STRING, span);
	struct type t = type_string((uint32_t)n + 1);

	ir->text = arena_strndup(l->sema->a, text, n);
	ir->imm = t.width;
	return value_ir(t, ir);
}

static struct value number_text(struct lower *l, struct value v, char letter)
{
	struct ir *ir = ir_unary(l->sema->a, IR_STRNUM, v.ir, v.span);
	struct type t = type_string(NUMBER_WIDTH);

	if (v.t.kind != TY_BOOL && letter != 'd' && letter != 'i' && v.t.size < 8 && v.t.size)
		ir->arg[0] = convert_int(l, v.ir, v.t, type_int(v.t.size, false));
	ir->aux = letter == 'i' ? 'd' : letter == 'd' && type_is_u64(v.t) ? 'u' : (uint32_t)letter;
	ir->slot = handler_slot(l, t.width);
	return value_ir(t, ir);
}

/* What stands between % and the letter, as far as the kernel can do it. */
struct room {
	enum pad pad;
	unsigned width;		/* 0: as it comes */
	int most;		/* bytes of a string; -1: all */
};

/* At the first sign that is none of these, which is the letter or an error. */
static const char *read_room(const char *p, struct room *r)
{
	*r = (struct room){ .most = -1 };
	for (; *p == '-' || *p == '0'; p++)
		if (r->pad != PAD_BEHIND)
			r->pad = *p == '-' ? PAD_BEHIND : PAD_ZEROS;
	for (; isdigit((unsigned char)*p) && r->width <= PAD_MAX; p++)
		r->width = r->width * 10 + (unsigned)(*p - '0');
	if (*p == '.')
		for (r->most = 0, p++; isdigit((unsigned char)*p) && r->most < STRING_MAX; p++)
			r->most = r->most * 10 + (*p - '0');
	return p + strspn(p, "lhzqjt");
}

static struct value filled_up(struct lower *l, const struct room *r, struct value v)
{
	struct ir *ir;
	struct type t = type_string(v.t.width + r->width);

	if (!r->width || value_is_bad(&v))
		return v;
	if (t.width > STRING_MAX) {
		diag(l->sema->d, FORMAT, v.span, "this string has no room to be filled up");
		return value_bad(v.span);
	}
	ir = ir_unary(l->sema->a, IR_STRPAD, v.ir, v.span);
	ir->imm = r->width;
	ir->aux = r->pad;
	ir->slot = handler_slot(l, t.width);
	return value_ir(t, ir);
}

static bool sprintf_letter(struct lower *l, const struct expr *format, char letter, const struct room *r)
{
	if (letter && strchr("diuxcs", letter) && r->width <= PAD_MAX && (letter == 's' || r->most < 0))
		return true;
	diag(l->sema->d, FORMAT, format->span,
	     "sprintf() knows %d %i %u %x %c %s and %%, as %5d %-5d %05d, widths to 128, and as %.5s");
	diag_hint(l->sema->d, "printf() knows the others: it formats outside of the kernel");
	return false;
}

static bool sprintf_piece(struct lower *l, const struct expr *format, const char **p, struct value *v,
			  struct value *out)
{
	struct room room;
	const char *q = read_room(*p, &room);

	if (!sprintf_letter(l, format, *q, &room) || !check_directive(l, directive(*q), v))
		return false;
	*p = q + 1;
	if (v->t.kind == TY_STRING) {
		if (room.pad == PAD_ZEROS)
			room.pad = PAD_BEFORE;
		*out = filled_up(l, &room, room.most < 0 ? *v : string_cut(l, *v, (uint32_t)room.most, v->span));
		return !value_is_bad(out);
	}
	if (*q == 's') {
		diag(l->sema->d, FORMAT, v->span, arena_printf(l->sema->a,
		     "%%s of sprintf() prints a string, this is %s", a_type(l->sema, v->t)));
		return false;
	}
	*out = filled_up(l, &room, number_text(l, *v, *q));
	return !value_is_bad(out);
}

static struct value join(struct lower *l, struct value all, struct value one, struct span span)
{
	return all.ir ? binary_values(l, BIN_ADD, all, one, span, span) : one;
}

struct value lower_sprintf(struct lower *l, const struct expr *e)
{
	struct value all = { .t = { .kind = TY_STRING } }, one;
	const struct expr *format = e->args;
	const char *p = format->text;
	struct printed a;
	unsigned used = 0, n;
	size_t plain;

	if (format->kind != EX_STRING) {
		diag(l->sema->d, FORMAT, format->span, "the format must be a literal");
		return value_bad(e->span);
	}
	if (!values(l, format->next, &a))
		return value_bad(e->span);
	for (n = 0; n < a.n; n++)
		if (a.of[n]) {
			lower_read(l, lower_expr(l, a.from[n]));	/* says why not */
			return value_bad(e->span);
		}
	while (*p) {
		plain = strcspn(p, "%");
		if (*p == '%' && p[1] == '%') {
			one = piece(l, "%", 1, e->span);
			p += 2;
		} else if (plain) {
			one = piece(l, p, plain, e->span);
			p += plain;
		} else if (used == n) {
			used = n + 1;
			break;
		} else if (p++, !sprintf_piece(l, format, &p, &a.v[used++], &one)) {
			return value_bad(e->span);
		}
		all = join(l, all, one, e->span);
		if (value_is_bad(&all))
			return all;
	}
	if (used == n)
		return all.ir ? all : piece(l, "", 0, e->span);
	diag(l->sema->d, FORMAT, format->span, arena_printf(l->sema->a,
	     "the format takes %s values than the %u given", used > n ? "more" : "fewer", n));
	return value_bad(e->span);
}

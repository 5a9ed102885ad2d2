// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See stp.h: macros are put in, then conditionals decided.
 *
 * What a conditional asks of the kernel has one answer, that of the target.  What it asks of the
 * command line ($#) has none yet: an arm that is an argument, with a literal as its other arm,
 * becomes a param with a default; all else is decided for the arguments that the script cannot do
 * without.
 */

#include <ctype.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "migrate/stp/stp.h"

#define MAX_MACRO_DEPTH 32
#define MAX_PARAMS 16

struct macro {
	const char *params[MAX_PARAMS];
	unsigned nparams;
	const struct stp_word *body;
	unsigned len;
};

struct expand {
	struct migration *m;
	struct arena *a;
	struct stp_args *args;
	struct table macros;
	const struct stp_word *this[8]; /* used ones */
	int64_t nargs; /* that the script cannot do without */
	unsigned depth;
	bool failed;
};

static bool is_op(const struct stp_word *w, const char *op)
{
	return w->kind == STP_OP && !strcmp(w->text, op);
}

static void bad(struct expand *x, struct span span, const char *what)
{
	if (!x->failed)
		diag(&x->m->s->diags, STP_SYNTAX, span, what);
	x->failed = true;
}

static void push(struct expand *x, struct stp_words *out, const struct stp_word *w,
		 const struct span *span)
{
	struct stp_word *to;

	if (out->n >= STP_MAX_WORDS)
		return bad(x, w->span, "macros that grow without end");
	to = arena_push(x->a, out->v, out->n, out->cap);
	*to = *w;
	if (span)
		to->span = *span;
}

/* The word behind the %) that closes what began before w; NULL after a message.  *other: its %: or
 * NULL. */
static const struct stp_word *arm_end(struct expand *x, const struct stp_word *w,
				      const struct stp_word **other)
{
	struct span start = w->span;
	unsigned depth = 1;

	*other = NULL;
	for (; w->kind != STP_END; w++) {
		depth += is_op(w, "%(");
		if (is_op(w, "%)") && !--depth)
			return w;
		if (is_op(w, "%:") && depth == 1)
			*other = w;
	}
	bad(x, start, "%( without its %)");
	return NULL;
}

/* ---- macros ---- */

static const struct stp_word *define(struct expand *x, const struct stp_word *w)
{
	struct macro *mac = arena_new(x->a, struct macro);
	const struct stp_word *name = ++w, *stop, *other;

	if (name->kind != STP_NAME)
		return bad(x, name->span, "@define without a name"), NULL;
	w++;
	if (is_op(w, "(")) {
		for (w++; w->kind == STP_NAME && mac->nparams < MAX_PARAMS; w++) {
			mac->params[mac->nparams++] = w->text;
			if (is_op(w + 1, ","))
				w++;
		}
		if (!is_op(w++, ")"))
			return bad(x, name->span, "a macro's parameters"), NULL;
	}
	if (!is_op(w, "%("))
		return bad(x, name->span, "@define without %( … %)"), NULL;
	mac->body = ++w;
	stop = arm_end(x, w, &other);
	if (!stop)
		return NULL;
	mac->len = (unsigned)(stop - w);
	table_set(&x->macros, name->text, mac);
	return stop + 1;
}

/* One argument, up to its comma or the closing parenthesis. */
static const struct stp_word *skip_arg(const struct stp_word *w)
{
	unsigned depth = 0;

	for (; w->kind != STP_END; w++) {
		if (!depth && (is_op(w, ",") || is_op(w, ")")))
			break;
		depth += is_op(w, "(") || is_op(w, "[") || is_op(w, "{");
		if ((is_op(w, ")") || is_op(w, "]") || is_op(w, "}")) && depth)
			depth--;
	}
	return w;
}

static void put_macros(struct expand *x, const struct stp_word *from, const struct stp_word *to,
		       const struct macro *in, const struct stp_words *values,
		       const struct span *span, struct stp_words *out);

static const struct stp_word *use(struct expand *x, const struct macro *mac,
				  const struct stp_word *w, const struct macro *in,
				  const struct stp_words *outer, const struct span *span,
				  struct stp_words *out)
{
	struct stp_words values[MAX_PARAMS] = { 0 };
	struct span here = span ? *span : w->span;
	const struct stp_word *name = w, *stop;
	unsigned i;

	if (mac->nparams && !is_op(w + 1, "("))
		return bad(x, here, "a macro without its arguments"), NULL;
	if (mac->nparams)
		w++;
	for (i = 0; i < mac->nparams; i++) {
		stop = skip_arg(++w);
		put_macros(x, w, stop, in, outer, span, &values[i]);
		w = stop;
		if (!is_op(w, i + 1 < mac->nparams ? "," : ")"))
			return bad(x, here,
				   arena_printf(x->a, "other arguments than @%s has", name->text)),
			       NULL;
	}
	if (!span)
		here = span_join(name->span, w->span);
	put_macros(x, mac->body, mac->body + mac->len, mac, values, &here, out);
	return w + 1;
}

/* The words of one of SystemTap's own macros. */
static void put_words(struct expand *x, const char *const *words, const struct span span, struct stp_words *out)
{
	struct stp_word w = { .span = span };

	for (; *words; words++) {
		w.kind = isalpha((unsigned char)**words) ? STP_NAME : STP_OP;
		w.text = *words;
		push(x, out, &w, NULL);
	}
}

/* @this1 … @this8: one place for each thread, so that an entry can tell its return something. */
static bool put_this(struct expand *x, const struct stp_word *w, struct stp_words *out)
{
	const char *const words[] = { w->text, "[", "tid", "(", ")", "]", NULL };

	if (strncmp(w->text, "this", 4) || w->text[4] < '1' || w->text[4] > '8' || w->text[5])
		return false;
	put_words(x, words, w->span, out);
	x->this[w->text[4] - '1'] = w;
	return true;
}

static void declare_this(struct expand *x, struct stp_words *out)
{
	size_t i;

	for (i = 0; i < sizeof(x->this) / sizeof(*x->this); i++)
		if (x->this[i])
			put_words(x, (const char *const[]){ "global", x->this[i]->text, NULL },
				  x->this[i]->span, out);
}

static bool put_param(struct expand *x, const struct stp_word *w, const struct macro *in,
		      const struct stp_words *values, struct stp_words *out)
{
	unsigned i, j;

	for (i = 0; in && i < in->nparams; i++)
		if (!strcmp(in->params[i], w->text)) {
			for (j = 0; j < values[i].n; j++)
				push(x, out, &values[i].v[j], NULL);
			return true;
		}
	return false;
}

static void put_macros(struct expand *x, const struct stp_word *from, const struct stp_word *to,
		       const struct macro *in, const struct stp_words *values,
		       const struct span *span, struct stp_words *out)
{
	const struct stp_word *w = from;
	const struct macro *mac;

	if (x->depth >= MAX_MACRO_DEPTH)
		return bad(x, from->span, "macros inside of macros without end");
	x->depth++;
	while (w < to && w->kind != STP_END && !x->failed) {
		if (w->kind == STP_AT && !strcmp(w->text, "define") && !in) {
			w = define(x, w);
			if (!w)
				break;
			continue;
		}
		mac = w->kind == STP_AT ? table_get(&x->macros, w->text) : NULL;
		if (w->kind == STP_AT && put_param(x, w, in, values, out)) {
			w++;
		} else if (mac) {
			w = use(x, mac, w, in, values, span, out);
			if (!w)
				break;
		} else if (w->kind == STP_AT && put_this(x, w, out)) {
			w++;
		} else {
			push(x, out, w++, span);
		}
	}
	x->depth--;
}

/* ---- conditionals ---- */

static int version_order(const char *a, const char *b)
{
	return strverscmp(a, b);
}

static bool compare(const char *op, int order)
{
	return !strcmp(op, "<")	 ? order < 0 :
	       !strcmp(op, "<=") ? order <= 0 :
	       !strcmp(op, ">")	 ? order > 0 :
	       !strcmp(op, ">=") ? order >= 0 :
	       !strcmp(op, "==") ? order == 0 :
				   order != 0;
}

static bool compare_text(const char *op, const char *have, const char *want)
{
	if (!strcmp(op, "==") || !strcmp(op, "!="))
		return (fnmatch(want, have, 0) == 0) == !strcmp(op, "==");
	return compare(op, version_order(have, want));
}

static void decided(struct expand *x, const char *what, bool yes)
{
	report_differs(&x->m->report, NULL, DECIDED, what, yes ? "true" : "false");
}

/* What a word of a condition is for the target; NULL: no such word. */
static const char *known(struct expand *x, const struct stp_word *w)
{
	const struct target *t = x->m->target;

	if (!strcmp(w->text, "kernel_v") || !strcmp(w->text, "kernel_vr"))
		return t->release ? t->release : "6.12";
	if (!strcmp(w->text, "arch"))
		return t->arch ? t->arch : "x86_64";
	if (!strncmp(w->text, "CONFIG_", 7)) {
		decided(x, w->text, true);
		return "y";
	}
	if (!strcmp(w->text, "runtime"))
		return "kernel";
	if (!strcmp(w->text, "systemtap_privilege"))
		return "stapdev";
	return !strcmp(w->text, "systemtap_v") ? "5.6" : !strcmp(w->text, "guru_mode") ? "0" : NULL;
}

/* ARG OP LITERAL; *on_args: it asks of the command line. */
static bool simple_condition(struct expand *x, const struct stp_word **at, bool *on_args)
{
	const struct stp_word *w = *at, *op = w + 1, *right = w + 2;
	const char *have;

	if (w->kind == STP_END || op->kind == STP_END || op->kind != STP_OP) { /* %( $# %? */
		*at = w + (w->kind != STP_END);
		*on_args = w->kind == STP_ARGC;
		return w->kind == STP_ARGC ? x->nargs > 0 : w->kind == STP_NUMBER && w->number;
	}
	if (is_op(op, "%?") || is_op(op, "&&") || is_op(op, "||")) {
		*at = op;
		*on_args = w->kind == STP_ARGC;
		return w->kind == STP_ARGC ? x->nargs > 0 : w->number != 0;
	}
	*at = right + (right->kind != STP_END);
	if (w->kind == STP_ARGC || w->kind == STP_ARG) {
		*on_args = true;
		return w->kind == STP_ARGC &&
		       compare(op->text, x->nargs < right->number ? -1 : x->nargs > right->number);
	}
	if (w->kind == STP_ARG_STRING) {
		*on_args = true;
		return !strcmp(op->text, "!=");
	}
	if (w->kind == STP_NUMBER)
		return compare(op->text,
			       w->number < right->number ? -1 : w->number > right->number);
	have = w->kind == STP_STRING ? w->text : w->kind == STP_NAME ? known(x, w) : NULL;
	if (!have) {
		bad(x, w->span, "a conditional that is not known");
		return false;
	}
	return compare_text(op->text, have, right->text);
}

static bool condition(struct expand *x, const struct stp_word **at, bool *on_args)
{
	const struct stp_word *start = *at;
	bool value = simple_condition(x, at, on_args), one = false;

	while (!x->failed && (is_op(*at, "&&") || is_op(*at, "||"))) {
		bool is_or = is_op((*at)++, "||");
		bool right = simple_condition(x, at, &one);

		*on_args |= one;
		value = is_or ? value || right : value && right;
	}
	if (!is_op(*at, "%?"))
		bad(x, start->span, "%( without its %?");
	return value;
}

static bool is_argument(const struct stp_word *w)
{
	return w->kind == STP_ARG || w->kind == STP_ARG_STRING;
}

/* %( $# > 0 %? $1 %: 5 %) */
static bool take_default(struct expand *x, const struct stp_word *yes, const struct stp_word *other,
			 const struct stp_word *stop)
{
	struct stp_arg *arg;

	if (!other || other - yes != 1 || stop - other != 2 || !is_argument(yes) ||
	    (other[1].kind != STP_NUMBER && other[1].kind != STP_STRING))
		return false;
	arg = &x->args->v[yes->number];
	arg->otherwise = other + 1;
	return true;
}

static void put_range(struct expand *x, const struct stp_word *w, const struct stp_word *to,
		      struct stp_words *out);

static const struct stp_word *conditional(struct expand *x, const struct stp_word *w,
					  struct stp_words *out)
{
	const struct stp_word *start = w, *yes, *other, *stop;
	bool on_args = false, value;

	w++;
	value = condition(x, &w, &on_args);
	if (x->failed)
		return NULL;
	yes = w + 1;
	stop = arm_end(x, yes, &other);
	if (!stop)
		return NULL;
	if (on_args && take_default(x, yes, other, stop))
		value = true;
	else if (on_args)
		decided(x, migrate_words(x->m, span_join(start[1].span, w[-1].span)), value);
	if (value)
		put_range(x, yes, other ? other : stop, out);
	else if (other)
		put_range(x, other + 1, stop, out);
	return stop + 1;
}

static void put_range(struct expand *x, const struct stp_word *w, const struct stp_word *to,
		      struct stp_words *out)
{
	if (x->depth >= MAX_MACRO_DEPTH)
		return bad(x, w->span, "conditionals inside of conditionals without end");
	x->depth++;
	while (w && w < to && !x->failed) {
		if (is_op(w, "%("))
			w = conditional(x, w, out);
		else
			push(x, out, w++, NULL);
	}
	x->depth--;
}

/* $1 outside of all conditionals has to be given. */
static void count_args(struct expand *x, const struct stp_words *in)
{
	const struct stp_word *w;
	unsigned depth = 0;

	for (w = in->v; w->kind != STP_END; w++) {
		depth += is_op(w, "%(");
		if (is_op(w, "%)") && depth)
			depth--;
		if (!depth && is_argument(w) && w->number > x->nargs)
			x->nargs = w->number;
	}
}

bool stp_expand(struct migration *m, const struct stp_words *in, struct stp_words *out,
		struct stp_args *args)
{
	struct expand x = { .m = m, .a = &m->s->arena, .args = args };
	struct stp_words macros = { 0 };
	const struct stp_word *end = in->v + in->n - 1, *w;

	table_init(&x.macros, x.a);
	put_macros(&x, in->v, end, NULL, NULL, NULL, &macros);
	declare_this(&x, &macros);
	if (x.failed)
		return false;
	push(&x, &macros, end, NULL);
	count_args(&x, &macros);
	put_range(&x, macros.v, macros.v + macros.n - 1, out);
	if (x.failed)
		return false;
	push(&x, out, end, NULL);
	for (w = out->v; w->kind != STP_END; w++)
		if (is_argument(w)) {
			args->v[w->number].used = true;
			args->v[w->number].is_string |= w->kind == STP_ARG_STRING;
		}
	return true;
}

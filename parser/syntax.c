// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The messages of syntax errors: what is missing, what was found and what could follow.
 * foreign.c goes first, with what other tools write.
 */

#include <string.h>

#include "common/nearest.h"
#include "parser/foreign.h"
#include "parser/grammar.h"
#include "parser/lex.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))
#define MAX_LISTED 5  /* "expected a, b or c": more say nothing */
#define MAX_QUOTED 40 /* bytes of the script in a message */

void say_syntax(struct parse *p, struct span at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	diag(p->diags, SYNTAX, at, arena_vprintf(p->arena, fmt, ap));
	va_end(ap);
}

void say_not_here(struct parse *p, struct span at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	diag(p->diags, NOT_HERE, at, arena_vprintf(p->arena, fmt, ap));
	va_end(ap);
}

void syntax_too_deep(struct parse *p, struct span at)
{
	if (p->too_deep)
		return;
	p->too_deep = true;
	diag(p->diags, TOO_DEEP, at, MAX_DEPTH);
}

/* ---- names of words ---- */

static const char *kind_text(struct parse *p, int kind)
{
	const char *name = token_kind_name(kind);

	if (kind > 0 && kind < 256)
		return arena_printf(p->arena, "`%c'", kind);
	if (!strncmp(name, "a ", 2) || !strncmp(name, "an ", 3) || !strncmp(name, "the ", 4))
		return name;
	return arena_printf(p->arena, "`%s'", name);
}

static const char *word_text(struct parse *p, const struct token *t)
{
	uint32_t len = t->span.len;

	if (!t->kind)
		return "the end of the script";
	if (!len)
		return kind_text(p, t->kind);
	if (len > MAX_QUOTED || memchr(span_text(p, t->span), '\n', len))
		return token_kind_name(t->kind);
	return arena_printf(p->arena, "`%.*s'", (int)len, span_text(p, t->span));
}

/* ---- what could follow ---- */

struct expected {
	int kind[MAX_EXPECTED];
	unsigned n;
	const char *text[MAX_EXPECTED]; /* groups that stand for many kinds */
	unsigned ntext;
};

static const int expression_starts[] = {
	T_IDENT, T_CTX,	 T_AT,	     T_NUMBER, T_STRING, T_CHAR, T_CAST, T_SIZEOF, T_TRUE,
	T_FALSE, T_NULL, T_PREINC,   '-',      '+',	 '!',	 '~',	 '*',	   '&',
	'(',	 '[',	 T_BASETYPE, T_STRUCT, T_UNION,	 T_ENUM, 0,
};
static const int operators[] = {
	'?',  T_OROR, T_ANDAND, '|',   '^',	  '&',	       T_EQ,  T_NE, '<', '>',
	T_LE, T_GE,   T_IN,	T_SHL, T_SHR,	  '+',	       '-',   '*',  '/', '%',
	'[',  '.',    T_ARROW,	'(',   T_POSTINC, T_ASSIGN_OP, T_AGG, '=',  0,
};
static const int statement_starts[] = {
	T_IDENT, T_CTX,	     T_AT,     T_PREINC, T_IF,	   T_WHILE,	  T_FOR, T_FOREACH, T_NEXT,
	T_BREAK, T_CONTINUE, T_DELETE, T_TRY,	 T_RETURN, T_RETURN_VOID, '{',	 ';',	    0,
};
static const int item_starts[] = {
	T_PROBE,  T_GLOBAL, T_FUNCTION, T_PARAM, T_CONST, T_THREAD,
	T_PERCPU, T_FILTER, T_PRIVATE,	';',	 0,
};

static const int types[] = { T_BASETYPE, T_STRUCT, T_UNION, T_ENUM, T_IDENT, 0 };
static const int points[] = { '!', '?', '.', ',', '=', '(', '*', T_IDENT, T_IF, 0 };

/* When `sign` may follow, so may all of the group: it is said in one word. */
static const struct {
	int sign;
	const int *kinds;
	const char *text;
} groups[] = {
	{ T_SIZEOF, expression_starts, "an expression" },
	{ T_WHILE, statement_starts, "a statement" },
	{ T_FUNCTION, item_starts, "a probe, a function or a declaration" },
	{ T_OROR, operators, "an operator" },
	{ T_BASETYPE, types, "a type" },
	{ '!', points, "more of the probe point" },
};

static unsigned length(const int *kinds)
{
	unsigned n;

	for (n = 0; kinds[n]; n++)
		;
	return n;
}

static void drop(struct expected *e, const int *kinds, unsigned len)
{
	unsigned i, n = 0;

	for (i = 0; i < e->n; i++)
		if (!contains(kinds, len, e->kind[i]))
			e->kind[n++] = e->kind[i];
	e->n = n;
}

static void gather(struct expected *e, const int *expected, unsigned n)
{
	unsigned i;

	static const int script_end = T_YYEOF;

	*e = (struct expected){ .n = n };
	if (n)
		memcpy(e->kind, expected, n * sizeof(*expected));
	for (i = 0; i < COUNT(groups); i++)
		if (contains(e->kind, e->n, groups[i].sign)) {
			drop(e, groups[i].kinds, length(groups[i].kinds));
			e->text[e->ntext++] = groups[i].text;
			if (groups[i].sign == T_FUNCTION)
				drop(e, &script_end, 1);
		}
}

/* "a, b or c"; NULL when that would be too many. */
static const char *expected_list(struct parse *p, const int *expected, unsigned n)
{
	const char *list = "";
	struct expected e;
	unsigned i;

	gather(&e, expected, n);
	if (!e.n && !e.ntext)
		return NULL;
	if (e.n + e.ntext > MAX_LISTED)
		return NULL;
	for (i = 0; i < e.n; i++)
		e.text[e.ntext++] = kind_text(p, e.kind[i]);
	for (i = 0; i < e.ntext; i++) {
		const char *join = i + 1 < e.ntext ? ", " : " or ";

		list = arena_printf(p->arena, "%s%s%s", list, i ? join : "", e.text[i]);
	}
	return list;
}

/* ---- brackets ---- */

static int closer_of(int sign)
{
	return sign == '(' ? ')' : sign == '[' ? ']' : '}';
}

void syntax_unclosed(struct parse *p, const struct token *found)
{
	struct bracket *b = innermost(p);

	while (b > p->open && b->sign != '{')
		b--;
	say_syntax(p, found->span, "a `%c' is missing before `%.*s'", closer_of(b->sign),
		   (int)found->span.len, span_text(p, found->span));
	diag_note(p->diags, b->span, "`%c' stands here", b->sign);
}

/* The script ends inside brackets. */
static bool said_end(struct parse *p, const struct token *found)
{
	const struct bracket *b = innermost(p);

	if (found->kind || !b)
		return false;
	say_syntax(p, b->span, "this `%c' is never closed", b->sign);
	return true;
}

static bool is_closer(int kind)
{
	return kind == ')' || kind == ']' || kind == '}';
}

/* } where ) is due, ) where nothing is open. */
static bool said_brackets(struct parse *p, const struct token *found, const int *expected,
			  unsigned n)
{
	const struct bracket *b = innermost(p);
	int due = b ? closer_of(b->sign) : 0;
	bool ends = is_closer(found->kind) || found->kind == '{' || found->kind == ';' ||
		    (found->new_line && (is_keyword(found->kind) || is_assigned(p, found)));

	if (is_closer(found->kind) && (!b || (b->sign == '{' && found->kind != due))) {
		say_syntax(p, found->span, "nothing is open that this `%c' could close",
			   found->kind);
		return true;
	}
	if (!b || b->sign == '{' || found->kind == due || !ends || !contains(expected, n, due))
		return false;
	say_syntax(p, found->span, "a `%c' is missing before %s", due, word_text(p, found));
	diag_note(p->diags, b->span, "`%c' stands here", b->sign);
	return true;
}

/* ---- statements ---- */

static bool said_condition(struct parse *p, const struct token *found)
{
	const struct bracket *b = innermost(p);

	if ((found->kind != '=' && found->kind != T_ASSIGN_OP) || !b || b->sign == '{')
		return false;
	if (b->before != T_IF && b->before != T_WHILE && b->before != T_FILTER)
		return false;
	say_syntax(p, found->span, "%s assigns; a comparison is `=='", word_text(p, found));
	diag_hint(p->diags,
		  "an assignment in a condition needs parentheses of its own: %s ((x = f()))",
		  token_kind_name(b->before));
	return true;
}

/* next = 1 */
static bool said_keyword(struct parse *p, const struct token *found, const int *expected,
			 unsigned n)
{
	const struct token *word =
		found->kind == '=' || found->kind == T_ASSIGN_OP ? &p->before : found;

	if (!is_keyword(word->kind))
		return false;
	if (word == found && !is_assigned(p, found) &&
	    (found->new_line || !contains(expected, n, T_IDENT) || contains(expected, n, T_WHILE)))
		return false;
	say_syntax(p, word->span, "%s is a word of the language and cannot be a name",
		   word_text(p, word));
	return true;
}

static bool said_nothing_done(struct parse *p, const struct token *found, const int *expected,
			      unsigned n)
{
	static const char hint[] = "a statement is a call, an assignment, x <<< value, x++ or x--";

	/* <<< can follow what may be a statement, and an operator makes it none. */
	if (contains(expected, n, T_AGG) && contains(operators, length(operators), found->kind)) {
		say_syntax(p, found->span, "%s cannot follow: this statement does nothing",
			   word_text(p, found));
		diag_hint(p->diags, "%s", hint);
		return true;
	}
	if (contains(expected, n, T_WHILE) &&
	    contains(expression_starts, length(expression_starts), found->kind)) {
		if (contains(types, 4, found->kind)) {
			say_syntax(p, found->span, "no statement begins with a type");
			diag_hint(p->diags, "variables are not declared: x = 1 makes x");
			return true;
		}
		say_syntax(p, found->span, "no statement begins with %s", word_text(p, found));
		diag_hint(p->diags, "%s", hint);
		return true;
	}
	return false;
}

/* else and catch where nothing precedes them. */
static bool said_lonely(struct parse *p, const struct token *found)
{
	if (found->kind != T_ELSE && found->kind != T_CATCH)
		return false;
	if (!innermost(p) || innermost(p)->sign != '{')
		return false;
	say_syntax(p, found->span, "`%s' follows no `%s'", found->name,
		   found->kind == T_ELSE ? "if" : "try");
	return true;
}

/* printf "…" */
static bool said_call(struct parse *p, const struct token *found, const int *expected, unsigned n)
{
	if (p->before.kind != T_IDENT || found->kind != T_STRING || found->new_line ||
	    !contains(expected, n, T_AGG))
		return false;
	say_syntax(p, found->span, "a call needs parentheses: %s(…)", p->before.name);
	return true;
}

/* A name where an item could begin: prob begin */
void syntax_stray_word(struct parse *p, const struct token *found)
{
	struct nearest near = { 0 };

	if (p->bare && p->last.kind == T_IDENT) {
		nearest_init(&near, p->last.name);
		keywords_offer(&near, true);
	}
	if (near.best && strcmp(near.best, p->last.name)) {
		say_syntax(p, p->last.span, "`%s' begins no item", p->last.name);
		diag_hint_near(p->diags, near.best);
		return;
	}
	say_syntax(p, found->span, "%s cannot follow %s", word_text(p, found),
		   word_text(p, &p->last));
}

void syntax_error(struct parse *p, const struct token *found, const int *expected, unsigned n)
{
	const char *list;

	p->recover = true;
	if (p->closing)
		return;
	if (said_end(p, found) || foreign_error(p, found) || said_condition(p, found) ||
	    said_lonely(p, found) || said_keyword(p, found, expected, n) ||
	    said_call(p, found, expected, n) || said_brackets(p, found, expected, n) ||
	    said_nothing_done(p, found, expected, n))
		return;
	list = expected_list(p, expected, n);
	/* What lacks at the end of a line is not the fault of the next one. */
	if (list && p->before.kind && (found->new_line || !found->kind))
		say_syntax(p, p->before.span, "expected %s after %s", list,
			   word_text(p, &p->before));
	else if (list)
		say_syntax(p, found->span, "unexpected %s, expected %s", word_text(p, found), list);
	else
		say_syntax(p, found->span, "unexpected %s after %s", word_text(p, found),
			   word_text(p, &p->before));
	if (found->kind == T_IDENT && p->before.kind == ')' && !strcmp(found->name, "exit"))
		diag_hint(p->diags, "did you mean `.exit'?");
}

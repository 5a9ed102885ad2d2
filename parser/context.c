// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The words in their context, and where the parser goes on after an error.
 *
 * Context: keywords that are names after `.' or inside a block, `limit', `return' without a value,
 * postfix ++, and the `probe' that may be left out.  All of it hangs on the word before and on the
 * open brackets; the brackets follow what Bison has shifted, so that a word refused by Bison has
 * had no effect yet.
 *
 * Recovery: resync() skips from the refused word on.  It always stops at a word that the grammar
 * takes after T_RESYNC, or at the end, so that each error consumes at least one word.
 */

#include <ctype.h>
#include <string.h>

#include "common/nearest.h"
#include "parser/grammar.h"
#include "parser/lex.h"

int script_lex(SCRIPT_STYPE *value, struct span *at, struct parse *p);

enum keyword_use {
	KW_ITEM = 1,	  /* begins an item */
	KW_STATEMENT = 2, /* begins a statement */
	KW_SOFT = 4,	  /* a keyword between items only */
};

static const struct {
	const char *name;
	int kind;
	unsigned use;
} keywords[] = {
	{ "probe", T_PROBE, KW_ITEM },
	{ "global", T_GLOBAL, KW_ITEM },
	{ "function", T_FUNCTION, KW_ITEM },
	{ "param", T_PARAM, KW_ITEM | KW_SOFT },
	{ "const", T_CONST, KW_ITEM | KW_SOFT },
	{ "thread", T_THREAD, KW_ITEM | KW_SOFT },
	{ "percpu", T_PERCPU, KW_ITEM | KW_SOFT },
	{ "filter", T_FILTER, KW_ITEM | KW_SOFT },
	{ "private", T_PRIVATE, KW_ITEM | KW_SOFT },
	{ "exit", T_EXIT, KW_SOFT },
	{ "if", T_IF, KW_STATEMENT },
	{ "else", T_ELSE, KW_STATEMENT },
	{ "while", T_WHILE, KW_STATEMENT },
	{ "for", T_FOR, KW_STATEMENT },
	{ "foreach", T_FOREACH, KW_STATEMENT },
	{ "next", T_NEXT, KW_STATEMENT },
	{ "break", T_BREAK, KW_STATEMENT },
	{ "continue", T_CONTINUE, KW_STATEMENT },
	{ "delete", T_DELETE, KW_STATEMENT },
	{ "try", T_TRY, KW_STATEMENT },
	{ "catch", T_CATCH, KW_STATEMENT },
	{ "return", T_RETURN, KW_STATEMENT },
	{ "in", T_IN, 0 },
	{ "struct", T_STRUCT, 0 },
	{ "union", T_UNION, 0 },
	{ "enum", T_ENUM, 0 },
	{ "sizeof", T_SIZEOF, 0 },
	{ "true", T_TRUE, 0 },
	{ "false", T_FALSE, 0 },
	{ "NULL", T_NULL, 0 },
};

#define N_KINDS(list) (sizeof(list) / sizeof(*(list)))
#define N_KEYWORDS N_KINDS(keywords)

static size_t keyword_by_name(const char *name)
{
	size_t i;

	for (i = 0; i < N_KEYWORDS; i++)
		if (!strcmp(keywords[i].name, name))
			break;
	return i;
}

static size_t keyword_by_kind(int kind)
{
	size_t i;

	for (i = 0; i < N_KEYWORDS; i++)
		if (keywords[i].kind == kind)
			break;
	return i;
}

bool is_keyword(int kind)
{
	return keyword_by_kind(kind) < N_KEYWORDS || kind == T_RETURN_VOID;
}

void keywords_offer(struct nearest *n, bool items)
{
	size_t i;

	for (i = 0; i < N_KEYWORDS; i++)
		if (keywords[i].use & (items ? KW_ITEM : KW_STATEMENT))
			nearest_offer(n, keywords[i].name);
}

static bool begins(int kind, enum keyword_use what)
{
	size_t i = keyword_by_kind(kind);

	return i < N_KEYWORDS && (keywords[i].use & what);
}

/* ---- brackets ---- */

struct bracket *innermost(const struct parse *p)
{
	return p->nopen ? &p->open[p->nopen - 1] : NULL;
}

static bool is_point_brace(const struct bracket *b)
{
	return b && b->sign == '{' && b->before == '.';
}

/* The parenthesis of a statement's or a condition's header: the grammar can recover in it. */
static bool is_header(const struct bracket *b)
{
	return b->sign == '(' && (b->before == T_IF || b->before == T_WHILE || b->before == T_FOR ||
				  b->before == T_FOREACH || b->before == T_FILTER);
}

static int closer_of(int sign)
{
	return sign == '(' ? ')' : sign == '[' ? ']' : '}';
}

static void open_bracket(struct parse *p, const struct token *t)
{
	struct bracket b = { .span = t->span, .sign = t->kind, .before = p->before.kind };

	*arena_push(p->arena, p->open, p->nopen, p->cap_open) = b;
}

/* A bracket closes the innermost one of its sort; `}' also what was left open inside. */
static void close_bracket(struct parse *p, int sign)
{
	unsigned n = p->nopen;

	while (n && closer_of(p->open[n - 1].sign) != sign && p->open[n - 1].sign != '{')
		n--;
	if (!n || closer_of(p->open[n - 1].sign) != sign)
		return;
	p->item_start = n == 1 && sign == '}' && !is_point_brace(&p->open[0]);
	p->nopen = n - 1;
}

/* What the last word does to the words after it, now that Bison has taken it. */
static void apply(struct parse *p)
{
	const struct token *t = &p->last;

	p->item_start = p->item_start && (!t->kind || t->kind == T_RESYNC);
	if (!p->nopen && begins(t->kind, KW_ITEM)) {
		p->item = t->kind;
		p->bare = t->kind == T_PROBE && !t->span.len;
	}
	if (t->kind == ';' && !p->nopen)
		p->item_start = true;
	else if (t->kind == '(' || t->kind == '[' || t->kind == '{')
		open_bracket(p, t);
	else if (t->kind == ')' || t->kind == ']' || t->kind == '}')
		close_bracket(p, t->kind);
	else if (t->kind == T_IN && p->nopen)
		innermost(p)->seen_in = true;
}

/* ---- what a word is ---- */

static bool adjacent(const struct parse *p, const struct token *t)
{
	return p->last.span.off + p->last.span.len == t->span.off;
}

static bool after_member_sign(const struct parse *p)
{
	return p->last.kind == '.' || p->last.kind == T_ARROW || is_point_brace(innermost(p));
}

/* Between items, and not where a name must follow. */
static bool soft_keyword_fits(const struct parse *p, int kind)
{
	static const int before_names[] = { T_GLOBAL, T_THREAD, T_PERCPU, T_FUNCTION,
					    T_PARAM,  T_CONST,	T_PROBE,  ',' };

	if (p->nopen)
		return false;
	if (kind == T_EXIT)
		return p->item_start && p->last.kind == '}' && p->item == T_PROBE;
	return !contains(before_names, N_KINDS(before_names), p->last.kind);
}

/* `limit' is a keyword after a global's name or type and after the map of a foreach. */
static bool limit_fits(const struct parse *p)
{
	const struct bracket *b = innermost(p);

	if (b)
		return b->before == T_FOREACH && b->sign == '(' && b->seen_in &&
		       p->last.kind != T_IN && p->last.kind != T_LIMIT;
	return (p->item == T_GLOBAL || p->item == T_THREAD || p->item == T_PERCPU) &&
	       p->last.kind != p->item && p->last.kind != ',' && p->last.kind != '=';
}

/* Nothing but blanks, a comment, `;' or `}' until the end of the line. */
static bool return_is_void(const struct parse *p)
{
	const char *s = p->src->text + p->off, *end;

	for (;;) {
		s += strspn(s, " \t\r");
		if (strncmp(s, "/*", 2))
			break;
		end = strstr(s + 2, "*/");
		if (!end || memchr(s, '\n', (size_t)(end - s)))
			return true;
		s = end + 2;
	}
	return !*s || strchr("\n;}#", *s) || !strncmp(s, "//", 2);
}

bool same_line(const struct parse *p, struct span a, struct span b)
{
	const char *s = span_text(p, a) + a.len, *end = span_text(p, b);

	return end < s || !memchr(s, '\n', (size_t)(end - s));
}

bool is_assigned(const struct parse *p, const struct token *t)
{
	const char *s = span_text(p, t->span) + t->span.len;

	if (t->kind != T_IDENT && t->kind != T_CTX && t->kind != T_AT && !is_keyword(t->kind))
		return false;
	s += strspn(s, " \t");
	if (!strncmp(s, "<<<", 3))
		return true;
	if (*s && strchr("+-*/%&|^", *s))
		return s[1] == '=';
	return *s == '=' && s[1] != '=' && s[1] != '~';
}

/* Directly after a name, $name or `]'; or after a blank when no name follows: x ++ */
static bool is_postfix(const struct parse *p, const struct token *t)
{
	int next = (unsigned char)p->src->text[p->off];

	if (p->last.kind != T_IDENT && p->last.kind != T_CTX && p->last.kind != T_AT &&
	    p->last.kind != ']')
		return false;
	return adjacent(p, t) ||
	       (!t->new_line && !isalpha(next) && next != '_' && next != '$' && next != '@');
}

static int name_kind(const struct parse *p, const struct token *t)
{
	size_t i;

	if (after_member_sign(p))
		return T_IDENT;
	if (!strcmp(t->name, "limit"))
		return limit_fits(p) ? T_LIMIT : T_IDENT;
	i = keyword_by_name(t->name);
	if (i == N_KEYWORDS ||
	    ((keywords[i].use & KW_SOFT) && !soft_keyword_fits(p, keywords[i].kind)))
		return T_IDENT;
	if (keywords[i].kind == T_RETURN && return_is_void(p))
		return T_RETURN_VOID;
	return keywords[i].kind;
}

static void put_back(struct parse *p, struct token t)
{
	p->queue[p->nqueue++] = t;
}

/* `probe' is left out: it comes first, the word after it. */
static struct token bare_probe(struct parse *p, struct token t)
{
	struct token probe = { .kind = T_PROBE, .span = { t.span.off, 0 }, .new_line = t.new_line };

	put_back(p, t);
	return probe;
}

/*
 * global n  fprobe("f") { … }: a probe without the word `probe' needs no `;' after a declaration,
 * which is complete after a name, a type, a value or a bracket, and goes on with no name that has a
 * bracket or a dot behind it.
 */
static bool follows_declaration(const struct parse *p)
{
	static const int items[] = { T_GLOBAL, T_THREAD, T_PERCPU, T_PARAM, T_CONST };
	static const int ends[] = { T_IDENT, T_BASETYPE, T_NUMBER, T_STRING, T_CHAR, T_TRUE,
				    T_FALSE, T_NULL,	 ')',	   ']' };
	const char *s = p->src->text + p->off;

	s += strspn(s, " \t\r\n");
	return !p->nopen && contains(items, N_KINDS(items), p->item) &&
	       contains(ends, N_KINDS(ends), p->last.kind) && (*s == '(' || *s == '{' || *s == '.');
}

static bool is_glob_piece(int kind)
{
	return kind == T_IDENT || kind == '*';
}

/* Two words of a probe point with a blank between them: mostly a misspelt keyword. */
static bool is_stray_word(const struct parse *p, const struct token *t)
{
	return !p->nopen && p->item == T_PROBE && is_glob_piece(p->last.kind) &&
	       is_glob_piece(t->kind) && !adjacent(p, t);
}

/* A keyword that begins an item, on a new line inside a block: the block's end is missing. */
static struct token close_blocks(struct parse *p, struct token t)
{
	if (!p->closing)
		syntax_unclosed(p, &t);
	p->closing = true;
	put_back(p, t);
	return (struct token){ .kind = closer_of(innermost(p)->sign), .span = { t.span.off, 0 } };
}

static struct token fetch(struct parse *p)
{
	struct token t;

	if (p->closing && p->nopen)
		return (struct token){ .kind = closer_of(innermost(p)->sign),
				       .span = { p->queue[0].span.off, 0 } };
	p->closing = false;
	if (p->nqueue)
		return p->queue[--p->nqueue];
	t = word_next(p);
	if (t.kind == T_PREINC && is_postfix(p, &t))
		t.kind = T_POSTINC;
	if (t.kind == T_IDENT)
		t.kind = name_kind(p, &t);
	if (p->nopen && t.new_line && begins(t.kind, KW_ITEM))
		return close_blocks(p, t);
	if (is_stray_word(p, &t)) {
		syntax_stray_word(p, &t);
		t.kind = T_SCRIPT_error;
	}
	if (is_glob_piece(t.kind) && !p->nopen && p->item_start)
		return bare_probe(p, t);
	if (t.kind == T_IDENT && follows_declaration(p))
		return bare_probe(p, t);
	return t;
}

/* ---- recovery ---- */

/* The bracket that Bison's innermost `error' production stands in; 0: none, else its index + 1. */
static unsigned recovery_bracket(const struct parse *p)
{
	unsigned n = p->nopen;

	while (n && p->open[n - 1].sign != '{' && !is_header(&p->open[n - 1]))
		n--;
	return n && is_point_brace(&p->open[n - 1]) ? 0 : n;
}

static bool begins_statement(const struct token *t)
{
	return t->kind == T_IDENT || t->kind == T_CTX || t->kind == T_AT || t->kind == T_PREINC ||
	       t->kind == T_RETURN_VOID || begins(t->kind, KW_STATEMENT);
}

static bool stops_header(const struct parse *p, const struct token *t, unsigned base)
{
	const struct bracket *header = &p->open[base - 1];

	if (t->kind == '{' || t->kind == '}')
		return true;
	if (t->kind == ';')
		return header->before != T_FOR;
	return t->new_line && t->kind != T_ELSE && t->kind != T_CATCH &&
	       begins(t->kind, KW_STATEMENT);
}

static bool stops_statement(const struct parse *p, const struct token *t, unsigned base)
{
	bool inside = p->nopen > base;

	if (t->kind == '{' || t->kind == '}')
		return true;
	if (t->kind == ';')
		return true;
	if (!t->new_line || t->kind == T_ELSE || t->kind == T_CATCH)
		return false;
	if (!inside)
		return begins_statement(t);
	return begins(t->kind, KW_STATEMENT) || is_assigned(p, t);
}

static bool stops_item(const struct parse *p, const struct token *t)
{
	if (t->kind == '{')
		return p->last.kind != '.';
	return begins(t->kind, KW_ITEM) || (t->kind == ';' && !p->nopen);
}

static bool stops(const struct parse *p, const struct token *t, unsigned base)
{
	if (!base)
		return stops_item(p, t);
	if (p->open[base - 1].sign == '{')
		return stops_statement(p, t, base);
	return stops_header(p, t, base);
}

/* Moves on by one word that Bison does not get. */
static struct token skip(struct parse *p, struct token t)
{
	if (t.kind != p->last.kind || t.span.off != p->last.span.off) {
		p->before = p->last;
		p->last = t;
	}
	apply(p);
	return fetch(p);
}

static struct token resync(struct parse *p)
{
	unsigned base = recovery_bracket(p);
	bool header = base && p->open[base - 1].sign == '(';
	struct token t = p->last;

	p->recover = false;
	for (;;) {
		if (!t.kind || stops(p, &t, base)) {
			p->nopen = header ? base - 1 : base;
			if (!p->closing || t.kind != '}')
				put_back(p, t);
			if (header && (!t.kind || t.kind == '}')) /* its statement lacks too */
				put_back(p,
					 (struct token){ .kind = ';', .span = { t.span.off, 0 } });
			break;
		}
		t = skip(p, t);
		if (header && p->nopen < base) {
			put_back(p, t);
			break;
		}
	}
	p->open_string = false;
	return (struct token){ .kind = T_RESYNC, .span = { t.span.off, 0 } };
}

int script_lex(SCRIPT_STYPE *value, struct span *at, struct parse *p)
{
	struct token t;

	if (p->recover) {
		t = resync(p);
	} else {
		apply(p);
		t = fetch(p);
	}
	p->before = p->last;
	p->last = t;
	if (t.kind == T_SCRIPT_error)
		p->recover = true;
	value->token = t;
	*at = t.span;
	return t.kind;
}

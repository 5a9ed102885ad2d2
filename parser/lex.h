/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARSER_LEX_H
#define PARSER_LEX_H

/*
 * What the parts of the parser share; nobody else includes this.
 *
 *	lexer.l		bytes → words                        word_next()
 *	literal.c	numbers, strings, characters, types
 *	context.c	what a word is where it stands;      script_lex(), called by Bison
 *			where to go on after an error
 *	grammar.y	words → calls of build.h
 *	syntax.c	the messages
 *	parse.c		parser.h
 *
 * Recovery: after an error script_lex() itself skips to a place where a statement, a header's
 * closing parenthesis or an item ends and then gives one T_RESYNC, the word that the grammar's
 * `error' productions wait for.  The decision needs the open brackets, which only it knows.
 */

#include "common/session.h"
#include "parser/ast.h"

/* An open bracket. */
struct bracket {
	struct span span;
	int sign;		/* '(' '[' '{' */
	int before;		/* the word before it: T_IF, T_FOREACH, '.' … */
	bool seen_in;		/* the word `in' stood in it: `limit' is a keyword then */
};

struct token {
	int kind;		/* 0: the end */
	struct span span;
	bool new_line;		/* first on its line */
	const char *name;	/* IDENT CTX AT BASETYPE CAST and keywords; CAST: the type's name */
	unsigned stars;		/* CAST */
	uint64_t value;		/* NUMBER, CHAR */
	enum unit unit;
	const char *text;	/* STRING */
	uint32_t text_len;
	int op;			/* ASSIGN_OP: enum binary_op; POSTINC, PREINC: +1, -1 */
};

struct parse {
	struct session *session;
	struct arena *arena;
	struct diags *diags;
	const struct source *src;
	struct script *script;
	struct item **last_item;

	/* lexer.l */
	void *words;			/* Flex's state */
	uint32_t off;			/* bytes of src->text that were read */
	bool new_line;			/* a newline was read since the last word */

	/* context.c */
	struct token last;		/* given to Bison last */
	struct token before;		/* the word before it */
	struct token queue[4];		/* words put back, next one last */
	unsigned nqueue;
	struct bracket *open;		/* as of the word before `last' */
	unsigned nopen, cap_open;
	int item;			/* keyword of the item that `last' belongs to */
	bool bare;			/* … and `probe' was left out */
	bool item_start;		/* a word here begins an item */
	bool recover;			/* skip before the next word */
	bool open_string;		/* a string had no end on its line: skipping to a quote */
	bool closing;			/* give the closing brackets that lack before a new item */

	/* messages */
	bool too_deep;			/* E0007 was said */
	unsigned said;			/* hints of foreign.c, one bit each, that are said once */
	struct span idle;		/* the last name that was no statement … */
	bool idle_is_call;		/* … and may be meant as a call */
	unsigned idle_errors;		/* … and how many errors there were then */
};

/* ---- lexer.l ---- */

void words_open(struct parse *p);
void words_close(struct parse *p);
/*
 * The next word.  After a message of its own about it: T_SCRIPT_error, or a word that can stand
 * for it.
 */
struct token word_next(struct parse *p);

/* ---- literal.c: each reports what is wrong and gives something usable ---- */

void literal_number(struct parse *p, struct token *t, const char *text, size_t len);
void literal_string(struct parse *p, struct token *t, const char *text, size_t len);
void literal_char(struct parse *p, struct token *t, const char *text, size_t len);
/* "unsigned  long  int" → "unsigned long"; NULL when C has no such type. */
const char *literal_type(struct parse *p, const char *text, size_t len);

/* ---- context.c ---- */

struct nearest;

/* Bison's yylex is script_lex(); grammar.h has what its first parameter points to. */

/* Offers the keywords that begin an item or, inside a block, a statement. */
void keywords_offer(struct nearest *n, bool items);
/* A keyword of the language, wherever it stands. */
bool is_keyword(int kind);
/* `t', read last, is followed by =, += or <<<: on a new line it begins a statement. */
bool is_assigned(const struct parse *p, const struct token *t);
/* No newline between the end of a and b, which comes later. */
bool same_line(const struct parse *p, struct span a, struct span b);
/* The innermost open bracket; NULL: none. */
struct bracket *innermost(const struct parse *p);

/* Whether `kind' is one of n. */
static inline bool contains(const int *kinds, unsigned n, int kind)
{
	unsigned i;

	for (i = 0; i < n; i++)
		if (kinds[i] == kind)
			return true;
	return false;
}

/* ---- syntax.c ---- */

#define MAX_EXPECTED 200

/* `expected`: kinds of tokens, n of them. */
void syntax_error(struct parse *p, const struct token *found, const int *expected, unsigned n);
/* The word cannot follow the one before: globl x. */
void syntax_stray_word(struct parse *p, const struct token *found);
/* A new item begins inside a block. */
void syntax_unclosed(struct parse *p, const struct token *found);
void syntax_too_deep(struct parse *p, struct span at);

/* E0008 and E0010. */
void say_syntax(struct parse *p, struct span at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void say_not_here(struct parse *p, struct span at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* The bytes of a span. */
static inline const char *span_text(const struct parse *p, struct span s)
{
	return p->src->text + (s.off - p->src->base);
}

/* ---- grammar.y ---- */

/* How messages call a token: "`while'", "a name". */
const char *token_kind_name(int kind);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MIGRATE_STP_H
#define MIGRATE_STP_H

/*
 * The reader of SystemTap scripts.
 *
 *	bytes ─ lex ─▶ words ─ expand ─▶ words ─ parse ─▶ tree ─ types, pair ─▶ fp ─▶ .fp
 *
 * expand puts macros in and decides conditionals, as SystemTap does before it parses.  Words
 * keep their places in the original; those of a macro have the place where it was used.
 */

#include "migrate/migrate.h"

/* ---- words (lex.c) ---- */

enum stp_word_kind {
	STP_END,
	STP_NAME,
	STP_NUMBER,
	STP_STRING, /* text: what is between the quotes, as it is written */
	STP_OP,
	STP_AT, /* @name; text without @ */
	STP_DOLLAR, /* $name, $$name, $x$; text with all of its dollars */
	STP_ARG, /* $1 */
	STP_ARG_STRING, /* @1 */
	STP_ARGC, /* $# */
	STP_EMBEDDED, /* %{ … %} */
};

struct stp_word {
	enum stp_word_kind kind;
	const char *text;
	int64_t number; /* NUMBER; which argument */
	struct span span;
};

struct stp_words {
	struct stp_word *v;
	unsigned n, cap;
};

#define STP_MAX_WORDS 200000 /* of a script, macros put in */
#define STP_MAX_ARGS 32 /* $32 */

/* Comments go to the writer.  False after a diagnostic. */
bool stp_lex(struct migration *m, struct stp_words *out);

/* ---- arguments of the command line, and macros and conditionals (expand.c) ---- */

struct stp_arg {
	bool used, is_string;
	const struct stp_word
		*otherwise; /* what stands for it when it is not given; NULL: it must be */
};

struct stp_args {
	struct stp_arg v[STP_MAX_ARGS + 1]; /* from 1 */
};

bool stp_expand(struct migration *m, const struct stp_words *in, struct stp_words *out,
		struct stp_args *args);

/* ---- the tree (parse.c, parse_expr.c) ---- */

enum stp_type { STP_UNKNOWN, STP_LONG, STP_TEXT, STP_STATS };

enum stp_expr_kind {
	STP_EX_NUMBER,
	STP_EX_STRING,
	STP_EX_NAME,
	STP_EX_CTX, /* $name */
	STP_EX_ARG, /* $1, @1: number, op is STP_ARG or STP_ARG_STRING */
	STP_EX_AT, /* @name(list) */
	STP_EX_CALL, /* text(list) */
	STP_EX_INDEX, /* a[list]; a is a name, or a chain from a context's variable */
	STP_EX_MEMBER, /* a->text */
	STP_EX_UNARY,
	STP_EX_STEP, /* ++a, a++: number is 1 when it stands behind */
	STP_EX_BINARY,
	STP_EX_ASSIGN,
	STP_EX_COND, /* a ? b : c */
	STP_EX_IN, /* [list] in a */
	STP_EX_EMBEDDED,
};

struct stp_expr {
	enum stp_expr_kind kind;
	struct span span;
	const char *text; /* name, operator, digits as written */
	int64_t number;
	struct stp_expr *a, *b, *c;
	struct stp_expr *list,
		*next; /* arguments, keys; "*" of a slice is a NAME with the text "*" */
};

enum stp_stmt_kind {
	STP_ST_BLOCK,
	STP_ST_EXPR,
	STP_ST_IF,
	STP_ST_WHILE,
	STP_ST_FOR, /* a, cond, b may be NULL */
	STP_ST_FOREACH,
	STP_ST_BREAK,
	STP_ST_CONTINUE,
	STP_ST_RETURN,
	STP_ST_NEXT,
	STP_ST_DELETE,
	STP_ST_TRY, /* body catch (name) other */
	STP_ST_EMPTY,
	STP_ST_EMBEDDED,
};

struct stp_stmt {
	enum stp_stmt_kind kind;
	struct span span;
	struct stp_expr *expr, *init,
		*step; /* expr: condition, value, what is deleted, the map's limit */
	struct stp_stmt *body, *other; /* of a block: the first statement */
	struct stp_stmt *next;
	const char *name; /* catch's variable; foreach's value */
	/* foreach */
	struct stp_expr *keys; /* NAMEs */
	const char *map, *agg; /* @agg */
	struct stp_expr *slice;
	unsigned sort_key; /* from 1; 0: by the value, if there is a sort */
	char sort; /* '+' '-' or 0 */
};

struct stp_part {
	const char *name;
	struct stp_expr *arg; /* a number, a string, $1; NULL: none */
	char mark; /* ? or ! behind an alternative in braces; 0: none */
	struct stp_part *next;
};

struct stp_point {
	struct span span;
	struct stp_part *parts;
	bool optional, enough; /* ? ! */
	struct stp_expr *cond;
	struct stp_point *next;
};

enum stp_item_kind { STP_IT_PROBE, STP_IT_ALIAS, STP_IT_GLOBAL, STP_IT_FUNCTION, STP_IT_EMBEDDED };

struct stp_item {
	enum stp_item_kind kind;
	struct span span, head; /* head: up to the body */
	const char *name; /* of an alias with its dots */
	struct stp_point *points;
	struct stp_stmt *body;
	bool epilogue; /* an alias whose block runs behind the probe's */
	/* global */
	bool wraps;
	struct stp_expr *size, *value;
	/* function: params are NAMEs, number is their declared type */
	struct stp_expr *params;
	enum stp_type type;
	bool embedded;
	/* found later */
	enum stp_type param_types[32];
	bool holds_errno; /* of errno_str() */
	bool counts, sums; /* an aggregate that is two numbers: which of them are asked for */
	bool is_array, has_kernel_key, is_written, is_used, is_judged, is_judging, returns_value;
	struct report_row *judgement;
	struct stp_expr *key_types; /* the first use with a key */
	unsigned nkeys;
	struct stp_item *pair; /* exit of an entry: both become one paired block */
	bool is_done;
	struct stp_item *next;
};

struct stp_script {
	struct stp_item *items, **last;
	struct stp_args args;
	struct table globals, functions, aliases; /* name → struct stp_item */
};

bool stp_parse(struct migration *m, const struct stp_words *words, struct stp_script *out);

/* Of a parse: used by both files of the parser. */
struct stp_parser {
	struct migration *m;
	struct arena *a;
	const struct stp_word *w, *end;
	unsigned depth;
	bool failed;
};

struct stp_expr *stp_parse_expr(struct stp_parser *p);
struct stp_expr *stp_parse_primary(struct stp_parser *p); /* a place: what delete takes */
/* "a, b)" up to and with the closing word. */
struct stp_expr *stp_parse_list(struct stp_parser *p, const char *close);
bool stp_is(const struct stp_parser *p, const char *word); /* an operator or a name */
bool stp_take(struct stp_parser *p, const char *word);
void stp_want(struct stp_parser *p, const char *word);
void stp_bad(struct stp_parser *p, const char *what);
bool stp_deeper(struct stp_parser *p); /* false: too deep; p->depth is counted down by the caller */

/* Calls on() for e and all below it. */
void stp_walk_expr(struct stp_expr *e, void (*on)(struct stp_expr *e, void *), void *with);
/* … for all expressions of a statement and those below; visit() for each statement; either may be
 * NULL. */
void stp_walk_stmt(struct stp_stmt *st, void (*visit)(struct stp_stmt *st, void *),
		   void (*on)(struct stp_expr *e, void *), void *with);

#endif

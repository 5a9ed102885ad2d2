/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARSER_AST_H
#define PARSER_AST_H

/*
 * The syntax tree: what the script says, nothing of what it means.
 *
 * Nodes live in the session's arena.  Every node has a span.  Lists are linked by `next`, in the
 * order of the script.  Names are NUL-terminated copies; two equal names need not be one pointer.
 * The parser only builds trees whose shapes are written here, so that walks need no second check:
 * where the comment says "never NULL", it is not.  Sema annotates nothing here and changes nothing.
 */

#include <stdbool.h>
#include <stdint.h>

#include "common/source.h"

struct expr;
struct stmt;

/* ---- types as written ---- */

enum type_form {
	TYPE_BASE, /* integer words, normalised: "u64", "unsigned int", "__be16", "bool" … */
	TYPE_STRUCT,
	TYPE_UNION,
	TYPE_ENUM,
	TYPE_NAME, /* string, stack, duration, a typedef */
};

struct type_name {
	enum type_form form;
	struct span span;
	const char *name;	/* "u64", "sk_buff", "string"; never NULL */
	unsigned stars;
	int64_t dim;		/* [N]; -1: none */
	struct expr *args;	/* string(256), hist_linear(0, 100, 5); NULL: none */
	bool has_args;
	struct type_name *next;
};

/* ---- expressions ---- */

enum expr_kind {
	EX_NUMBER, /* num; also 'c' (unit UNIT_CHAR) and true/false (UNIT_BOOL) */
	EX_STRING, /* str, adjacent literals joined, escapes decoded */
	EX_NULL,
	EX_NAME,   /* name */
	EX_CTX,	   /* name without the $: "count", "$parms" for $$parms, "1" for $1 */
	EX_AT,	   /* name without the @; args when has_args */
	EX_CALL,   /* name(args) */
	EX_INDEX,  /* base[args] */
	EX_MEMBER, /* base.name or base->name (arrow) */
	EX_UNARY,  /* op (one of UN_*), a */
	EX_BINARY, /* op (one of BIN_*), a, b */
	EX_COND,   /* a ? b : c */
	EX_IN,	   /* a in b; b is named */
	EX_CAST,   /* (type) a */
	EX_SIZEOF, /* of `type`, or of a when type is NULL */
	EX_TUPLE,  /* [args] */
	EX_ASSIGN, /* a = b, or a op= b when op is not BIN_NONE; only inside parentheses or a
		      statement */
	EX_INCDEC, /* ++a --a a++ a--: delta +1/-1, postfix */
	EX_TYPE,   /* a type as an argument: @container_of(p, struct sock, sk) */
	EX_STAR,   /* * as an argument: a[x, *] */
};

enum unit {
	UNIT_NONE,
	UNIT_DURATION,		/* value in nanoseconds */
	UNIT_SIZE,		/* value in bytes */
	UNIT_CHAR,
	UNIT_BOOL,
};

enum unary_op { UN_NEG, UN_PLUS, UN_NOT, UN_COMPL, UN_DEREF, UN_ADDR };

/* BIN(NAME, text): also the operators of compound assignment. */
#define BINARY_OPS(BIN)                                                                            \
	BIN(OROR, "||") BIN(ANDAND, "&&") BIN(OR, "|") BIN(XOR, "^") BIN(AND, "&")                 \
	BIN(EQ, "==") BIN(NE, "!=") BIN(LT, "<") BIN(GT, ">") BIN(LE, "<=") BIN(GE, ">=")          \
	BIN(SHL, "<<") BIN(SHR, ">>") BIN(ADD, "+") BIN(SUB, "-") BIN(MUL, "*") BIN(DIV, "/")      \
	BIN(REM, "%")

enum binary_op {
	BIN_NONE,
#define BIN(name, text) BIN_##name,
	BINARY_OPS(BIN)
#undef BIN
};

const char *binary_op_text(enum binary_op op);
const char *unary_op_text(enum unary_op op);

struct expr {
	enum expr_kind kind;
	struct span span;
	struct expr *next;	/* in a list of arguments */
	bool parens;		/* written in parentheses of its own */

	const char *name;	/* NAME CTX AT CALL MEMBER */
	struct span name_span;	/* of the name alone */
	struct expr *a, *b, *c;	/* MEMBER, INDEX: a is the base */
	struct expr *args;	/* CALL AT INDEX TUPLE */
	bool has_args;		/* AT: @name(…) rather than @name */
	bool arrow;		/* MEMBER */
	bool postfix;		/* INCDEC */
	int delta;		/* INCDEC */
	int op;			/* UNARY: enum unary_op; BINARY, ASSIGN: enum binary_op */
	struct span op_span;	/* of the operator's sign */
	uint64_t value;		/* NUMBER */
	enum unit unit;		/* NUMBER */
	const char *text;	/* STRING: decoded bytes, may hold no NUL but the last */
	uint32_t text_len;
	struct type_name *type;	/* CAST SIZEOF TYPE */
};

/* ---- statements ---- */

enum stmt_kind {
	ST_BLOCK,	/* body: list */
	ST_EXPR,	/* e: a call, EX_ASSIGN or EX_INCDEC */
	ST_AGG,		/* e <<< value */
	ST_IF,		/* e, body, other (NULL: none) */
	ST_WHILE,	/* e, body */
	ST_FOR,		/* init (ST_EXPR/ST_AGG or NULL), e (or NULL), step (like init), body */
	ST_FOR_RANGE,	/* name, e .. value, body */
	ST_FOR_ELEMENT, /* name, e: a C array, body */
	ST_FOREACH,	/* foreach: below, body */
	ST_RETURN,	/* e or NULL */
	ST_NEXT,
	ST_BREAK,
	ST_CONTINUE,
	ST_DELETE, /* e: named */
	ST_TRY,	   /* body, other: the catch block, name (or NULL) */
};

enum sort { SORT_NONE, SORT_UP, SORT_DOWN };

struct loop_var {
	const char *name;
	struct span span;
	enum sort sort;
	struct loop_var *next;
};

struct foreach {
	struct loop_var *value;		/* foreach (v = … ); NULL: none */
	struct loop_var *keys;		/* one or more */
	bool tuple;			/* keys were written in brackets */
	const char *map;
	struct span map_span;
	struct expr *slice;		/* map[slice]; NULL: none */
	const char *agg;		/* map@agg; NULL: none */
	bool has_agg_arg;		/* map@quantile(99) */
	uint64_t agg_arg;
	enum sort sort;			/* of the map's value, or of agg */
	struct expr *limit;		/* NULL: none */
};

struct stmt {
	enum stmt_kind kind;
	struct span span;
	struct stmt *next;
	struct expr *e, *value;
	struct stmt *init, *step;
	struct stmt *body, *other;	/* BLOCK: first statement; elsewhere one statement */
	const char *name;
	struct span name_span;
	struct foreach *each;
};

/* ---- probe points ---- */

struct point_arg {
	enum {
		PARG_STRING,		/* "vfs_read" */
		PARG_NUMBER,		/* 5s, -100 */
		PARG_NAME,		/* a param or const */
		PARG_WORD_STRING,	/* takes "struct sk_buff *", not "tcp_*" */
		PARG_WORD_NAME,		/* module m */
	} kind;
	struct span span;
	const char *word;		/* WORD_*: takes, returns, not, module */
	struct expr *value; /* EX_STRING, EX_NUMBER (negative: as two's complement) or EX_NAME */
	bool negative;
	struct expr *second; /* after a colon: "path":"sym", "cycles":100000; NULL: none */
	struct point_arg *next;
};

/* One word between dots: fprobe, exit, {read,write}, *execve. */
struct point_part {
	const char *text;		/* braces and stars as written, blanks removed */
	struct span span;
	struct point_arg *args;
	bool has_args;
	struct point_part *next;
};

struct point {
	struct span span;
	struct point_part *parts;	/* never NULL */
	char mark;			/* '?', '!' or 0 */
	struct point *next;
};

/* ---- items ---- */

enum storage { STORAGE_GLOBAL, STORAGE_THREAD, STORAGE_PERCPU };

struct key_part {
	const char *name;		/* who: string; NULL: unnamed */
	struct type_name *type;
	struct span span;
	struct key_part *next;
};

struct attribute {			/* limit 4096, lru, quiet */
	const char *name;
	struct span span;
	struct expr *value;		/* EX_NUMBER or EX_NAME; NULL: none */
	struct attribute *next;
};

struct formal {
	const char *name;
	struct span span;
	struct type_name *type;		/* NULL: inferred */
	struct formal *next;
};

enum item_kind {
	ITEM_PROBE,
	ITEM_ALIAS,
	ITEM_GLOBAL,
	ITEM_PARAM,
	ITEM_CONST,
	ITEM_FUNCTION,
	ITEM_FILTER
};

struct item {
	enum item_kind kind;
	struct span span;
	struct item *next;
	bool is_private;
	bool is_library;		/* of the standard library's; set by sema/library.c */

	const char *name;		/* ALIAS ("vfs.read") GLOBAL PARAM CONST FUNCTION */
	struct span name_span;

	/* PROBE, ALIAS; FILTER uses cond alone */
	struct point *points;
	struct expr *cond;		/* NULL: none */
	struct stmt *body;		/* ST_BLOCK, never NULL; FUNCTION too */
	struct stmt *exit_body;		/* the exit block of a pair; NULL: none */
	struct expr *exit_cond;
	struct span exit_span;		/* of the word exit */

	/* GLOBAL: one item per name */
	enum storage storage;
	struct key_part *keys;
	struct attribute *attributes;

	struct type_name *type;		/* GLOBAL PARAM; FUNCTION: of its result; NULL: inferred */
	struct expr *value;		/* GLOBAL PARAM CONST; NULL: none */
	const char *help;		/* PARAM: the comment after it on its line; NULL: none */
	struct formal *formals;		/* FUNCTION */
};

struct script {
	struct item *items;
};

#define for_each_item(i, script) for (struct item *i = (script)->items; i; i = i->next)
#define for_each_expr(e, list) for (struct expr *e = (list); e; e = e->next)
#define for_each_stmt(s, list) for (struct stmt *s = (list); s; s = s->next)

#endif

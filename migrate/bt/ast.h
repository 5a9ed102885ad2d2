/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MIGRATE_BT_AST_H
#define MIGRATE_BT_AST_H

/*
 * bpftrace scripts: the tree, and what reads it from text.
 *
 * The parser takes the language of bpftrace 0.17 and what later ones added to it up to 0.27; its
 * functions (fn) are only looked over.  Macros are put in where they are used (macro.c).  The C
 * preprocessor's lines are looked at by the lexer: #include and a #define of a value become items,
 * conditions are decided as a bpftrace with BTF would.
 */

#include "migrate/migrate.h"

enum bt_kind {
	BT_NUMBER, /* text as written */
	BT_STRING, /* text with its escapes, without the quotes */
	BT_VAR, /* $name */
	BT_MAP, /* @name, @name[args] */
	BT_NAME, /* pid, AF_INET, args */
	BT_POSITIONAL, /* $1: number; $#: 0 */
	BT_CALL, /* name(args) */
	BT_MEMBER, /* a.name, a->name */
	BT_INDEX, /* a[args] */
	BT_UNARY, /* op a: - ! ~ * & ++ --; postfix: a op */
	BT_BINARY, /* a op b */
	BT_COND, /* a ? b : c */
	BT_CAST, /* (type) a */
	BT_SIZEOF, /* sizeof(type), or of a when type is NULL */
	BT_TUPLE, /* (args) */
};

struct bt_expr {
	enum bt_kind kind;
	struct span span;
	struct bt_expr *next;
	const char *name, *text, *op, *type;
	struct bt_expr *a, *b, *c, *args;
	unsigned number;
	bool has_key, parens, postfix;
};

enum bt_stmt_kind {
	BTS_EXPR, /* e */
	BTS_ASSIGN, /* a op e: = += … */
	BTS_IF, /* e body other */
	BTS_UNROLL, /* e body */
	BTS_WHILE, /* e body */
	BTS_FOR, /* name: a map (a), or from a to b */
	BTS_BLOCK, /* body */
	BTS_BREAK,
	BTS_CONTINUE,
	BTS_RETURN,
	BTS_EITHER, /* if (e) body else other, made of one statement (pair.c) */
};

struct bt_stmt {
	enum bt_stmt_kind kind;
	struct span span;
	struct bt_stmt *next;
	struct bt_expr *a, *b, *e;
	const char *op, *name;
	struct bt_stmt *body, *other;
};

/* kprobe:vfs_read */
struct bt_point {
	struct span span;
	const char *text; /* as written */
	const char *kind; /* "kprobe" */
	const char *parts[4]; /* the words between colons behind it */
	unsigned n;
	struct bt_point *next;
};

enum bt_item_kind { BTI_PROBE, BTI_DEFINE, BTI_MACRO, BTI_LIMIT, BTI_DROPPED };

struct bt_item {
	enum bt_item_kind kind;
	struct span span;
	struct bt_item *next;
	/* PROBE */
	struct bt_point *points;
	struct bt_expr *filter;
	struct bt_stmt *body;
	/* MACRO: params (a VAR, a MAP or a NAME each), body, name */
	struct bt_expr *params;
	/* DEFINE: name, text (its value); LIMIT: text is the map; DROPPED: text says what */
	const char *name, *text;
	bool may_miss; /* DROPPED: a config that lets probes be missing */

	/* What pair.c finds: the exit that belongs to this entry, or the other way round. */
	struct bt_item *exit_of, *entry_of;
	struct span scope; /* with the comments before it */
	bool gone; /* written with another one, or not at all */
	bool no_entry; /* a pair: the entry does nothing, only the exit is left */
	struct report_row *row;
};

/* NULL after a diagnostic. */
struct bt_item *bt_parse(struct migration *m);
/* Puts macros in where probes use them; false after a diagnostic. */
bool bt_expand_macros(struct migration *m, struct bt_item *items);

/* ---- lexer (lex.c) ---- */

enum bt_token_kind {
	BTT_END,
	BTT_NAME,
	BTT_VAR,
	BTT_MAP,
	BTT_POSITIONAL,
	BTT_NUMBER,
	BTT_STRING,
	BTT_OP,
};

struct bt_token {
	enum bt_token_kind kind;
	const char *start;
	uint32_t len;
	bool newline_before;
};

struct bt_lexer {
	struct migration *m;
	const char *text, *p, *end;
	struct bt_item **dropped; /* where the preprocessor's items go */
	unsigned skipping; /* #if's inside of each other whose lines are left out */
	unsigned depth; /* of #if's */
	bool failed;
};

void bt_lex_init(struct bt_lexer *l, struct migration *m, struct bt_item **dropped);
/* Over blanks, comments and the preprocessor's lines. */
void bt_lex_skip(struct bt_lexer *l);
struct bt_token bt_lex_next(struct bt_lexer *l);
struct span bt_span(const struct bt_lexer *l, const char *from, const char *to);

#endif

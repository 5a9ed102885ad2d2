/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MIGRATE_BT_PARSE_INT_H
#define MIGRATE_BT_PARSE_INT_H

/* What the parser's two files share: parse.c has statements and probes, parse_expr.c
 * expressions. */

#include "migrate/bt/ast.h"

#define MAX_NESTING 64 /* of expressions and blocks */
#define MAX_POINTS 1024 /* of all probes: as many as bpftrace attaches */

struct parser {
	struct migration *m;
	struct arena *a;
	struct bt_lexer lex;
	struct bt_token t; /* the next one */
	const char *last_end; /* of the one before */
	unsigned depth, points;
	bool in_filter; /* a / ends it */
	bool failed;
};

struct span bt_p_token_span(const struct parser *p);
void bt_p_syntax(struct parser *p, const char *wanted);
bool bt_p_enter(struct parser *p);
void bt_p_leave(struct parser *p);
void bt_p_next(struct parser *p);
const char *bt_p_words(struct parser *p, const char *from, uint32_t n);
bool bt_p_is_op(const struct parser *p, const char *op);
bool bt_p_is_name(const struct parser *p, const char *name);
bool bt_p_accept(struct parser *p, const char *op);
void bt_p_expect(struct parser *p, const char *op);
uint32_t bt_p_length_from(const struct parser *p, uint32_t off);

/* NULL after a diagnostic. */
struct bt_expr *bt_p_expression(struct parser *p);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARSER_FOREIGN_H
#define PARSER_FOREIGN_H

/*
 * What SystemTap and bpftrace write and this language does not: each form gets a message that says
 * how it is written here (E0010).
 */

#include "parser/lex.h"

/* A word that only other tools have: >>> =~ %{ .= @1 $1 … */
void foreign_word(struct parse *p, struct span at);
/* Bison refused `found'; true when it was reported here. */
bool foreign_error(struct parse *p, const struct token *found);
/* bpftrace's map, @x or @x[…]. */
void foreign_map(struct parse *p, const struct expr *e, bool indexed);
/* kernel.function("f").return, BEGIN … */
void foreign_point(struct parse *p, const struct point *point);

#endif

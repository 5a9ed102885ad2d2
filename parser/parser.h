/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARSER_PARSER_H
#define PARSER_PARSER_H

/*
 * Text → tree.  That it is Bison and Flex inside is nobody's business.
 *
 * Errors go to the session's diagnostics; the parser recovers at statements and items and goes on,
 * so that one run shows several.  The tree it returns holds what could be understood; do not go on
 * to sema when diags_failed().
 */

#include <stdio.h>

#include "common/session.h"
#include "parser/ast.h"

/* Never NULL.  `text` need not end in NUL; len may be anything, too large is E0006. */
struct script *parse_text(struct session *s, const char *name, const char *text, size_t len);

/* Reads and parses a file; "-" is standard input.  NULL after an error of the file itself. */
struct script *parse_file(struct session *s, const char *path);

/* --dump=tokens and --dump=ast. */
void parser_dump_tokens(struct session *s, const char *name, const char *text, size_t len,
			FILE *out);
void ast_dump(const struct script *script, FILE *out);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEMA_SEMA_H
#define SEMA_SEMA_H

/*
 * Tree → program: names, types, probe points, what runs where, what an exit needs from its entry.
 */

#include "parser/ast.h"
#include "sema/ir.h"
#include "sema/target.h"

/* Words of the command line for the script's params. */
struct script_args {
	char **words;		/* "--min=5ms", "--flag", "value" */
	unsigned n;
};

/* Never NULL; not to be used when diags_failed(). */
struct program *sema_check(struct session *s, struct target *t, const struct script *script,
			   const char *script_name, const struct script_args *args);

/* What it asks of its mechanism. */
struct need probe_need(const struct target *t, const struct probe *p);

/* What `--help` says after a script's name: its params with defaults and help texts. */
void sema_print_params(struct session *s, const struct script *script, const char *script_name,
		       FILE *out);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DRIVER_COMPILE_H
#define DRIVER_COMPILE_H

/* The passes, in their order; each may be the last (-p, --dump). */

#include "codegen/build.h"
#include "driver/options.h"
#include "sema/sema.h"

enum pass { PASS_PARSE = 1, PASS_CHECK, PASS_C, PASS_BUILD, PASS_RUN };

struct timing {
	double parse, check, btf, emit, build, load, attach;	/* seconds */
};

struct compilation {
	struct session *s;
	const struct options *o;
	struct target target;
	enum pass last;
	bool json;			/* --format */
	struct script *script;
	struct program *program;
	const char *c_text;		/* NULL: nothing runs in the kernel */
	struct built built;
	bool has_built;
	struct timing time;
};

/* Options that concern the target, the last pass and the output's form; false after a diagnostic. */
bool compile_init(struct compilation *c, struct session *s, const struct options *o);
/* The passes up to PASS_CHECK, then those up to PASS_BUILD, none after c->last; false after a
 * diagnostic. */
bool compile_check(struct compilation *c);
bool compile_build(struct compilation *c);
/* The module's sources into a directory, after compile_check(); false after a diagnostic. */
bool compile_sources(struct compilation *c, const char *dir);

double now_seconds(void);

#endif

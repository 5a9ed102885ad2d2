/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DRIVER_CHECK_CHECK_H
#define DRIVER_CHECK_CHECK_H

/*
 * fptap check: scripts × kernels × back ends, compiled as far as the plan.
 *
 * Each script is parsed once, each kernel is opened once; a run of sema for one cell of the matrix
 * leaves nothing but its messages.  What several cells say alike is one finding.
 */

#include "driver/options.h"
#include "parser/ast.h"
#include "sema/target.h"
#include "target/kernel.h"

struct checked_kernel {
	const char *path;
	const char *label;		/* its release, or what the file is called */
	const char *release;		/* NULL: not known */
	const char *arch;		/* "x86_64", "arm64"; NULL: not known */
	const char *build_id;		/* NULL: not known */
	bool has_functions;		/* … a list of those that can be traced */
	bool failed;			/* it cannot be read, or is not asked for: no cells */
};

struct checked_script {
	const char *path;		/* or "<command line>" */
	const struct source *source;	/* NULL: it cannot be read */
	struct script *tree;
	bool failed;			/* it does not parse: no cells */
};

struct checked_module {
	const char *word, *path;	/* of --module; the file, or the name in a .fpk */
	const char *why;		/* some kernel has not taken it; in the arena */
	bool taken;			/* … but another has */
};

struct cell {
	unsigned script, kernel;	/* numbers */
	enum backend_kind backend;
	unsigned errors, warnings;
	const struct diag *first;	/* the first error by its place; NULL: fine */
	const struct diag *unchecked;	/* a module was not given for this kernel; NULL: all was checked */
	bool not_promised; /* the script says for which kernels it is, and this is none */
};

struct finding {
	struct diag *d;
	unsigned script;
	unsigned *cells, ncells, cap_cells;	/* numbers; none: of parsing */
	struct fix {			/* empty text: none */
		struct span span;
		const char *text;
		bool certain;
	} fix;
};

struct check {
	struct session *s;
	const struct options *o;
	struct checked_kernel *kernels;
	unsigned nkernels, cap_kernels;
	struct checked_script *scripts;
	unsigned nscripts, cap_scripts;
	struct checked_module *modules;
	unsigned nmodules, cap_modules;
	enum backend_kind backends[2];
	unsigned nbackends;
	struct cell *cells;
	unsigned ncells, cap_cells;
	struct finding *findings;
	unsigned nfindings, cap_findings;
	struct diags own;		/* about files and options; the session's are a cell's */
	bool refused;			/* some kernel or script could not be read */
};

/* fptap kernel save|fetch|show; its exit status. */
int kernel_main(struct session *s, const struct options *o);

/* The command; its exit status. */
int check_main(struct session *s, const struct options *o);

/* ---- the steps ---- */

/* targets.c: what the words of --kernel stand for.  False after a diagnostic. */
bool check_find_kernels(struct check *c);

/* check.c */
bool check_read_script(struct check *c, const char *path, const char *text, size_t n);
void check_run(struct check *c);
const struct cell *check_cell(const struct check *c, unsigned script, unsigned kernel,
			      enum backend_kind backend);

/* modules.c: the files of --module.  False after a diagnostic. */
bool check_find_modules(struct check *c);
/* Those that are this kernel's; false: *why says which cannot be read, and why not. */
bool check_add_modules(struct check *c, struct kernel *k, const char **why);
/* Those that were no kernel's. */
void check_refuse_modules(struct check *c);

/* changes.c: what is there on the kernels that say something else; adds hints and fixes. */
void check_explain(struct check *c);

/* promise.c: `// fptap: kernels …' */
void check_promises(struct check *c);

/* fix.c: --fix.  Has some script changed? */
bool check_fix(struct check *c);

/* report.c, report_json.c */
void report_text(struct check *c, FILE *matrix);
void report_json(struct check *c);
void report_sarif(struct check *c);

/* The kernels of a finding, joined by commas; NULL when it concerns all. */
const char *check_kernels_of(const struct check *c, const struct finding *f);
const char *check_kernel_name(struct session *s, const struct checked_kernel *k);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MIGRATE_STP_GEN_H
#define MIGRATE_STP_GEN_H

/*
 * From the tree of a SystemTap script to .fp.
 *
 * types.c finds what is text and what a number, as SystemTap does, and what a body reads before
 * it has written it: SystemTap's variables begin as 0 or "", fptap's must be written first.
 */

#include "common/table.h"
#include "migrate/stp/stp.h"

/* How tight an expression of fptap's binds, loosest first. */
enum stp_binds {
	BINDS_ASSIGN,
	BINDS_TERNARY,
	BINDS_OROR,
	BINDS_ANDAND,
	BINDS_OR,
	BINDS_XOR,
	BINDS_AND,
	BINDS_EQUAL,
	BINDS_LESS,
	BINDS_SHIFT,
	BINDS_PLUS,
	BINDS_TIMES,
	BINDS_UNARY,
	BINDS_CALL,
};

/* ---- tables (names.c) ---- */

enum stp_shown { STP_AS_NONE, STP_AS_LONG, STP_AS_TEXT, STP_AS_SHOWN };

struct stp_fn {
	const char *name, *text;
	unsigned args; /* at most */
	enum stp_binds binds;
	enum stp_shown type;
};

struct stp_snippet {
	const char *name, *needs, *text;
	unsigned args;
	enum stp_shown type;
};

struct stp_tapset { /* an alias of the tapsets */
	const char *name, *points;
	bool is_syscall, is_exit;
};

struct stp_var {
	const char *alias, *name, *text;
	enum stp_shown type;
};

const struct stp_fn *stp_find_fn(const char *name);
const struct stp_fn *stp_find_fn_of(const struct stp_expr *call); /* by its arguments too */
const char *stp_find_constant(const char *name); /* of the tapsets; its value, NULL: none */
const struct stp_snippet *stp_find_snippet(const char *name);
/* The next row that the name, maybe a pattern, stands for; NULL: no more.  *exit: ".return" was
 * taken off. */
const struct stp_tapset *stp_next_tapset(struct arena *a, const char *name, unsigned *i,
					 bool *exit);
const struct stp_var *stp_find_var(const char *alias, const char *name);

/* ---- scopes (types.c) ---- */

struct stp_local {
	const char *name, *out; /* as it is called in the result */
	enum stp_type type;
	unsigned index;
	bool is_pointer; /* or a number that shows as a word */
	bool is_param, is_loop, is_written, needs_begin;
	bool is_matched; /* with patterns: it stands in the result more than once */
	unsigned reads;
};

struct stp_scope {
	struct table locals; /* name → struct stp_local */
	struct stp_local **order;
	unsigned n, cap;
};

struct stp_gen {
	struct migration *m;
	struct arena *a;
	struct stp_script *script;
	struct writer *w;
	struct report_row *row; /* the probe that is written; NULL: nothing is reported */
	bool refused; /* what is written */
	/* the body that is written */
	struct stp_item *item;
	struct stp_scope *scope;
	const struct stp_tapset *tapset;
	const char *points; /* of the probe; NULL: it is none */
	bool in_exit, in_entry, in_user; /* in_entry: inside of @entry() */
	struct stp_item *paired; /* the entry of this exit */
	unsigned depth;
	bool sorts; /* the body does what is the host's work */
	const struct stp_item *pointed; /* whose points are made */
	struct table exits; /* functions with an exit probe → its item */
	/* of the whole script */
	struct table scopes; /* item's place as text → struct stp_scope */
	struct table snippets; /* used ones */
	const char **snippet_order;
	unsigned nsnippets, snippets_cap;
	bool uses_argv[STP_MAX_ARGS + 1];
	bool arg_is_point[STP_MAX_ARGS + 1];
	const char *sample[STP_MAX_ARGS +
			   1]; /* a value that may stand for an argument in a probe point */
	bool learnt; /* by a pass over the types */
};

void stp_infer(struct stp_gen *g);
enum stp_type stp_type_of(struct stp_gen *g, const struct stp_expr *e);
struct stp_scope *stp_scope_of(struct stp_gen *g, const struct stp_item *i);
struct stp_local *stp_local_find(const struct stp_scope *s, const char *name);
/* May the end of the statement be reached? */
bool stp_ends(const struct stp_stmt *st);
/* Sets needs_begin of what is read before it is written. */
void stp_find_unwritten(struct stp_gen *g, struct stp_item *i);
/* A function of the script's, as the result calls it. */
const char *stp_function_name(struct stp_gen *g, const char *name);
/* Not a name that the result may use. */
bool stp_is_reserved(const char *name);

/* ---- writing (expr.c, assign.c, print.c, regex.c, stmt.c, point.c, pair.c, counters.c, fp.c) ---- */

#define stp_refuse(g, name, ...)                                                                   \
	do {                                                                                       \
		(g)->refused = true;                                                               \
		if ((g)->row)                                                                      \
			report_refuses(&(g)->m->report, (g)->row, name, ##__VA_ARGS__);            \
	} while (0)
#define stp_differs(g, name, ...)                                                                  \
	do {                                                                                       \
		if ((g)->row)                                                                      \
			report_differs(&(g)->m->report, (g)->row, name, ##__VA_ARGS__);            \
	} while (0)

/* An expression, in parentheses when it binds less tight than `least'. */
void stp_put_expr(struct stp_gen *g, struct str *out, struct stp_expr *e, enum stp_binds least);
const char *stp_expr_text(struct stp_gen *g, struct stp_expr *e, enum stp_binds least);
/* "a, b" */
void stp_put_list(struct stp_gen *g, struct str *out, struct stp_expr *list);
void stp_put_string(struct str *out, const char *text);
/* An assignment, without parentheses around it. */
void stp_put_assign(struct stp_gen *g, struct str *out, struct stp_expr *e);
void stp_put_step(struct stp_gen *g, struct str *out, struct stp_expr *e);
/* In a return probe SystemTap looks all of $x->y up at entry: it becomes @entry(…). */
bool stp_wraps(const struct stp_gen *g, const struct stp_expr *e);
void stp_put_call(struct stp_gen *g, struct str *out, struct stp_expr *e, enum stp_binds least);
/* s =~ "a|b", s !~ "^a"; false: the pattern is more than a choice of words. */
bool stp_put_match(struct stp_gen *g, struct str *out, struct stp_expr *e, enum stp_binds least);
/* The variable that a chain of members begins with; NULL: none. */
const struct stp_expr *stp_chain_root(const struct stp_expr *e);
void stp_use_snippet(struct stp_gen *g, const char *name);
void stp_use_snippets_in(struct stp_gen *g, const char *text);
const char *stp_global_name(struct stp_gen *g, const char *name);

/* printf and its kin as a statement; false: e is none of them.  *more: a second statement, or NULL.
 */
bool stp_put_print(struct stp_gen *g, struct str *out, struct stp_expr *e);
/* sprintf and its kin. */
bool stp_put_sprint(struct stp_gen *g, struct str *out, struct stp_expr *e);
bool stp_is_print(const char *name);

/* The statements of a block; more: others follow behind it. */
void stp_put_body(struct stp_gen *g, struct stp_stmt *body, bool more);
/* A statement that is one line; NULL: it is more.  "" : nothing is left of it. */
const char *stp_simple(struct stp_gen *g, struct stp_stmt *st);

/* The probe points of an item in groups that one handler can serve. */
struct stp_group {
	const char *points; /* "fprobe(…).exit, …"; NULL: none */
	struct stp_expr *cond;
	const struct stp_tapset *tapset;
	bool is_exit, in_user, is_never;
	struct stp_group *next;
};
struct stp_group *stp_points(struct stp_gen *g, struct stp_item *i);

/* Finds entries and exits that keep something by thread; sets pair. */
void stp_find_pairs(struct stp_gen *g);
/* Of a map that a pair has made a variable: its name in the result; else NULL. */
const char *stp_paired_map(const struct stp_gen *g, const char *map);

/* Finds aggregates that handlers in the kernel read, and that two numbers can be; sets counts and sums. */
void stp_find_counters(struct stp_gen *g);
/* @sum(x), x <<< v, delete x of such a one; false or NULL: it is none. */
bool stp_put_counter(struct stp_gen *g, struct str *out, struct stp_expr *e);
bool stp_put_counted(struct stp_gen *g, struct str *out, struct stp_expr *e);
const char *stp_delete_counted(struct stp_gen *g, struct stp_expr *e);

/* A function of the script's, judged; its row tells whether it was refused. */
const struct report_row *stp_judge_function(struct stp_gen *g, struct stp_item *fn);
void stp_write_script(struct stp_gen *g);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MIGRATE_BT_BT_H
#define MIGRATE_BT_BT_H

/*
 * From a bpftrace script's tree to .fp.
 *
 *	names.c		maps and variables: what they hold, what they are called
 *	pair.c		entries and returns that share a map by thread
 *	point.c		probe points
 *	info.c		the type of an expression, as far as it matters
 *	expr.c		expressions, call.c functions
 *	stmt.c		statements
 *	read.c		the script
 */

#include "common/table.h"
#include "migrate/bt/ast.h"

/* ---- what a value is ---- */

enum bt_value {
	VALUE_NUMBER,
	VALUE_TIME,
	VALUE_DURATION,
	VALUE_STRING,
	VALUE_STACK,
	VALUE_SYMBOL,
	VALUE_INET,
};

struct bt_info {
	enum bt_value value;
	uint32_t base; /* BTF type behind `stars' pointers; 0: not known */
	unsigned stars;
	bool user; /* points into the process */
};

/* ---- maps and variables ---- */

enum bt_agg {
	AGG_NONE,
	AGG_COUNT,
	AGG_SUM,
	AGG_AVG,
	AGG_MIN,
	AGG_MAX,
	AGG_STATS,
	AGG_HIST,
	AGG_LHIST,
};

#define BT_KEYS 8 /* parts of a key that are looked at */

struct bt_map {
	const char *name, *to; /* there, here */
	bool keyed, read, printed, cleared;
	bool live; /* a probe that was not refused has it */
	enum bt_agg agg;
	const struct bt_expr *steps; /* LHIST: low, high, step */
	struct bt_info info;
	struct bt_info keys[BT_KEYS]; /* as the first use has them */
	bool used, plain_keys; /* pointers of several types are keys: they have to be numbers */
	/* Kept by a pair instead: its text in the exit, or a local of the pair's */
	bool paired, is_start; /* is_start: holds nsecs, and only differences are asked */
	const char *alias;
	struct bt_map *next;
};

struct bt_var {
	const char *name, *to, *alias; /* alias: it is only another name of this */
	struct bt_info info;
	unsigned assigned;
	bool is_now; /* holds nsecs */
	struct bt_var *next;
};

/* getopt("name", value, "what it is") */
struct bt_option {
	const char *name, *to, *value, *what;
	struct bt_option *next;
};

struct bt {
	struct migration *m;
	struct arena *a;
	struct ktypes *kt; /* NULL: none */
	struct bt_item *items;
	struct bt_map *maps;
	unsigned params; /* $1 … are used up to this one */
	bool params_text[10]; /* by str($n) */
	bool uses_elapsed;
	bool may_miss; /* functions of programs need not be there */
	struct bt_option *options; /* getopt() */
	/* The probe at hand. */
	struct bt_item *item;
	struct bt_var *vars, *entry_vars;
	struct writer *out; /* a trial, or the result */
	bool is_exit, is_host, is_user, is_syscall, is_probe, in_pair;
	const char *tracepoint; /* "sched:sched_switch"; NULL: it is none */
	bool has_fn;
	struct kfunc fn;
	bool refused;
};

/* Refuses the probe at hand; a text to go on with. */
#define bt_refuse(b, name, ...)                                                                    \
	({                                                                                         \
		(b)->refused = true;                                                               \
		report_refuses(&(b)->m->report, (b)->item->row, name, ##__VA_ARGS__);              \
		"0";                                                                               \
	})
#define bt_differs(b, name, ...)                                                                   \
	report_differs(&(b)->m->report, (b)->item->row, name, ##__VA_ARGS__)

/* ---- names.c ---- */

void bt_find_maps(struct bt *b);
struct bt_map *bt_map(const struct bt *b, const char *name);
struct bt_option *bt_option(const struct bt *b, const char *name);
void bt_find_vars(struct bt *b, struct bt_item *item);
struct bt_var *bt_var(const struct bt *b, const char *name);
/* Calls f of every expression below, an outer one before its parts. */
typedef void bt_visit(struct bt *b, struct bt_expr *e, void *data);
void bt_walk_expr(struct bt *b, struct bt_expr *e, bt_visit *f, void *data);
void bt_walk_stmts(struct bt *b, struct bt_stmt *s, bt_visit *f, void *data);
void bt_walk_item(struct bt *b, struct bt_item *i, bt_visit *f, void *data);

/* ---- pair.c ---- */

void bt_find_pairs(struct bt *b);
/* Values of ntop() that are of one family here and of another there become two statements. */
struct bt_stmt *bt_split_families(struct bt *b, struct bt_stmt *body);

/* ---- point.c ---- */

/* What the handler can use: sets the fields of `the probe at hand'. */
void bt_enter_probe(struct bt *b, struct bt_item *item);
/* The points, with `, ' between; false: refused. */
bool bt_put_points(struct bt *b, const struct bt_item *item, struct str *out);
bool bt_is_return(const struct bt_point *pt);
/* The entry's point that a return's belongs to, as text; NULL: it is no return. */
const char *bt_entry_text(struct arena *a, const struct bt_point *pt);

/* ---- info.c ---- */

struct bt_info bt_info(struct bt *b, const struct bt_expr *e);
struct bt_info bt_info_of_type(const struct bt *b, uint32_t id);
struct bt_info bt_info_of_name(const struct bt *b, const char *type);
/* Bytes of a value that is an integer, an array or a struct; 0: not known. */
uint64_t bt_size(const struct bt *b, struct bt_info i);

/* ---- expr.c ---- */

enum bt_level {
	LEVEL_COND,
	LEVEL_OROR,
	LEVEL_ANDAND,
	LEVEL_OR,
	LEVEL_XOR,
	LEVEL_AND,
	LEVEL_EQ,
	LEVEL_LT,
	LEVEL_SHIFT,
	LEVEL_ADD,
	LEVEL_MUL,
	LEVEL_UNARY,
	LEVEL_POSTFIX,
};

struct bt_text {
	const char *text;
	enum bt_level level; /* of its loosest operator */
};

struct bt_text bt_expr(struct bt *b, const struct bt_expr *e);
/* In parentheses if it binds looser than that. */
const char *bt_expr_at(struct bt *b, const struct bt_expr *e, enum bt_level level);
/* Alone: without the parentheses around it. */
const char *bt_plain(struct bt *b, const struct bt_expr *e);
/* `a, b' */
const char *bt_list(struct bt *b, const struct bt_expr *list);
/* A number as .fp writes it. */
const char *bt_number(struct arena *a, const char *text);
bool bt_is_elapsed(struct bt *b, const struct bt_expr *e);
bool bt_is_name(const struct bt_expr *e, const char *name);
/* $name of the n-th parameter (from 1), or $argN. */
const char *bt_param(struct bt *b, unsigned n);

/* ---- call.c ---- */

struct bt_text bt_call(struct bt *b, const struct bt_expr *e);
/* A call that is a statement; NULL: it was written already, or nothing is left of it. */
const char *bt_call_stmt(struct bt *b, const struct bt_expr *e, const struct bt_stmt *next,
			 bool *took_next);
struct bt_info bt_call_info(struct bt *b, const struct bt_expr *e);
/* count(), hist(x) …: AGG_NONE when e is none. */
enum bt_agg bt_agg_of(const struct bt_expr *e);
/* Prints a map as its kind is printed. */
const char *bt_print_map(struct bt *b, const struct bt_map *map, const char *limit);

/* ---- stmt.c ---- */

void bt_write_stmts(struct bt *b, struct bt_stmt *s);

#endif

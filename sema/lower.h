/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEMA_LOWER_H
#define SEMA_LOWER_H

/*
 * Inside sema: from the tree of one handler to its IR.
 *
 * A handler is lowered twice.  The first walk only learns the locals: their types, joined over all
 * assignments, and how often each is assigned; its messages are dropped.  The second walk builds
 * the IR that stays.
 */

#include "common/nearest.h"
#include "common/table.h"
#include "sema/function_list.h"
#include "sema/ktypes.h"
#include "sema/library.h"
#include "sema/sema.h"

/* What a name of the script stands for. */
enum name_kind { NAME_GLOBAL, NAME_PARAM, NAME_CONST, NAME_FUNCTION, NAME_MAP };

struct name {
	enum name_kind kind;
	const struct item *item;
	struct type type;
	unsigned global;		/* index into program->globals */
	struct map *map;		/* MAP; a map that is not declared has no item */
	unsigned map_index;
	struct {			/* MAP: what is known of a part of the key, or of the value */
		bool known, fixed;	/* fixed: as declared */
		bool only_consts;
	} parts[MAP_KEYS_MAX + 1 + TUPLE_MAX];	/* of the key, the value, and of a tuple's parts */
	int64_t value;			/* CONST of an integer; a param's value */
	const char *text;		/* a string const or param; NULL: an integer */
	enum { NAME_NEW, NAME_CHECKING, NAME_READY } state;	/* CHECKING again: a cycle */
	bool given;			/* PARAM: by the command line */
	bool bad;			/* said already */
};

struct sema {
	struct session *s;
	struct arena *a;
	struct diags *d;
	struct target *target;
	struct program *p;
	struct table names;		/* → struct name */
	struct library *library;
	struct table library_names;	/* those of its names that were asked for → struct name; NULL: none */
	/* Is what is lowered the library's?  Its names come first then.  A function of it sees none of the
	   script's, the variables of an alias are the script's. */
	enum { LIBRARY_NOT, LIBRARY_ALIAS, LIBRARY_FUNCTION } in_library;
	struct table user_points;	/* → struct user_point of probes/uprobe/target.h */
	bool learning;			/* the passes over all probes that find the types of maps */
	bool learnt;			/* this one has found something */
	struct table selections;	/* of probes of many functions, by the words of their points */
	const struct expr **filters;
	unsigned nfilters, cap_filters;
	const struct script *script;
	const struct item *item;	/* whose points are looked at */
	const struct step *steps;	/* … and its handler */
	unsigned syscall_symbols[2];	/* where the names of system calls begin, + 1; [1]: of compat ones */
	bool gave_up;			/* an expression has no IR: there must be a message */
	unsigned never_written;		/* messages that say so */
};

/* ---- what a handler runs in ---- */

enum side { SIDE_USER, SIDE_ENTRY, SIDE_EXIT };

/* How pointers among the arguments are read: what attaches the probe decides. */
enum pointers {
	POINTERS_TYPED,			/* the verifier knows what they point to */
	POINTERS_CAST,			/* it is told, by a cast; structs whose name is unique only */
	POINTERS_PLAIN,			/* they are numbers */
};

struct selection;
struct uses;
struct format;

/* What the probe's kind offers to its handlers: filled by the kind's resolve(). */
struct context {
	const char *where;		/* for messages: "an fprobe entry handler" */
	bool is_constant;		/* no handler: the value of a const, global or param */
	struct kfunc fn;		/* parameters and result; n == 0 and no name: none */
	bool has_params, has_result;
	bool is_user;			/* of a program: arguments have no types, memory is the process's */
	const struct format *format;	/* $names are the fields of an event's record; NULL: parameters */
	bool many_places;		/* is_user: which one was hit is known at run time */
	unsigned slots[KFUNC_MAX_PARAMS];	/* argument slot of each parameter */
	const char *bad_param[KFUNC_MAX_PARAMS];/* NULL, or why it cannot be read */
	const struct type *types;	/* of the parameters; NULL: as BTF has them */
	bool is_number[KFUNC_MAX_PARAMS]; /* a pointer, but a plain number for the verifier */
	unsigned nslots, nreadable;	/* the first ones can be read */
	enum pointers pointers;
	/*
	 * A probe of many functions: fn has what they agree on, the rest is in here.
	 */
	struct selection *many;		/* NULL: it is one function */
	struct uses *uses;		/* many: what the handlers use is noted in here */
	const char *results_differ;	/* many: NULL, or how */
	uint32_t it_type;		/* many: BTF type of $it; 0: there is none */
	unsigned first_slot;		/* where $arg1 is */
	bool func_in_slot;		/* func() is symbol func_base and so many as slot func_slot says */
	unsigned func_slot, func_base;
	unsigned has_registers;		/* reg(…): enum filled of probes/registers.h; 0: none are there */
	void *more;			/* for the kind: the other probes of the same point */
};

/* Argument slots beyond these cannot be handed over by any mechanism. */
#define PROBE_MAX_SLOTS 12

#define MAX_ENTRIES 16
#define MAX_LOCALS 256
#define MAX_PARAMS 32		/* of a function of the script's */

struct local {
	const char *name;
	struct type type;
	unsigned index; /* in handler->locals; UINT_MAX before the second walk uses it */
	unsigned writes;		/* assignments seen by the first walk */
	bool seen_typed;		/* its one assignment was a pointer the verifier types */
	bool kept;			/* in an exit handler: comes from the entry … */
	bool kept_written;		/* … which has written it on every path */
	bool has_value;			/* type is known */
	bool only_consts; /* so far only constants were assigned: they take any display */
	bool plain;			/* never class p */
	const struct ir_each *alias;	/* an aggregate's variable of a foreach */
	bool read_only;			/* a loop's or a catch's variable … */
	const struct stmt *owner;	/* … of this statement; NULL: of the whole body */
	bool is_open;			/* with owner: we are inside of it */
	uint32_t loop;			/* label of the loop it is assigned in, 0: none */
	unsigned number;		/* its bit in struct flow */
	struct span first;
};

/* Locals that are written on every path to here; `dead` when nothing comes here. */
struct flow {
	uint64_t bits[MAX_LOCALS / 64];
	bool dead;
};

struct locals {
	struct local *v[MAX_LOCALS];
	unsigned n;
};

/* Where break, continue or return leads to, and what is written when it is taken. */
struct jump {
	uint32_t label;
	struct flow flow;
	bool used;
};

/*
 * One expansion of a function of the script's, at one place that calls it: its locals have their own
 * types.  The tree of expansions lasts from walk to walk.
 */
struct expansion {
	const struct item *fn;
	const struct expr *site;	/* the call */
	struct expansion *up, *inner, *next;
	struct locals locals;
};

struct lower {
	struct sema *sema;
	struct probe *probe;
	struct handler *h;
	const struct context *ctx;
	enum side side;
	struct locals *locals;
	struct locals *outer;		/* exit of a pair: the entry's locals */
	struct flow outer_flow;		/* those that were written when the entry block ended */
	struct flow flow;
	struct flow when_true;		/* where the last condition holds: a && (x = …) has written x */
	const struct expr *entries[MAX_ENTRIES];	/* the @entry(…) of an exit */
	unsigned nentries;
	bool keeps_entries;		/* this is the entry that keeps their values */
	bool is_pair;			/* an exit block may ask for the entry's locals */
	bool first;			/* the walk that only learns */
	bool again;			/* … not for the first time */
	bool measuring;			/* inside of sizeof: nothing is run */
	bool needs_kernel, needs_user;	/* learnt of a handler that could run on either side */
	unsigned depth;
	struct ir *at;			/* SEQ that statements are appended to */
	struct expansion *fn;		/* the function being expanded; of the handler itself fn->fn is NULL */
	unsigned nexpansions;
	uint32_t nlabels;
	struct jump *on_break, *on_continue, *on_return;	/* NULL: not here */
	uint32_t loop;			/* label of the innermost loop, 0: none */
	unsigned nested;		/* loops around */
	struct held_key *held;		/* keys that are evaluated once for several uses; map.c */
};

/* ---- values ---- */

/*
 * A place in kernel memory, or a pointer that the verifier types.
 * The address is `base`, then the pointers read through `done`, then the member in `open`.
 */
struct chain {
	struct ir *base;		/* class p (typed) or l (a plain number) */
	bool typed;
	bool user;			/* the open member is in user memory; never typed */
	unsigned n;
	struct ir_link done[16];
	bool is_open; /* the value lies at member `open` of what `done` leads to */
	struct ir_link open;
	uint32_t open_type;		/* BTF id of what lies there */
};

#define CHAIN_MAX 16

struct value {
	struct type t;
	struct ir *ir;			/* class l or s; NULL when it is a chain */
	struct chain *chain;
	struct tuple *tuple;		/* TUPLE: there is neither ir nor chain */
	struct span span;
	const char *label;		/* one of $$parms: its name */
};

/*
 * The parts of a tuple, which are used once and in their order.  `before', a SEQ or NULL, is run before
 * the first one.
 */
struct tuple {
	unsigned n;
	struct ir *before;
	struct value v[TUPLE_MAX];
};

static inline bool value_is_bad(const struct value *v)
{
	return v->t.kind == TY_NONE;
}

struct value value_bad(struct span span);
struct value value_ir(struct type t, struct ir *ir);

/* expr.c */
struct value lower_expr(struct lower *l, const struct expr *e);
/* Adds the hint for a word of other tools' that is nothing here; false: it is none (foreign.def). */
bool foreign_hint(struct lower *l, const char *name);
bool expr_mentions(const struct expr *e, const char *name);
/* As a number in 64 bits: integers, bools, enums, pointers; anything else is an error (`what` needs
 * …). */
struct ir *lower_number(struct lower *l, struct value v, const char *what);
/* A condition: 0 or not 0. */
struct ir *lower_condition(struct lower *l, const struct expr *e);
/* A value as it is stored or printed: chains are read, char arrays become strings. */
struct value lower_read(struct lower *l, struct value v);
struct ir *lower_effect(struct lower *l, const struct expr *e);
/* The type of an expression that is not run. */
struct type lower_measured(struct lower *l, const struct expr *e);
struct ir *convert_int(struct lower *l, struct ir *ir, struct type from, struct type to);
bool value_constant(const struct value *v, int64_t *out);
/* Memory of the kernel's, in a handler that runs in user space: false after a diagnostic. */
bool may_read_kernel(struct lower *l, const char *what, struct span span);

/* tuple.c */
struct value value_tuple(struct lower *l, const struct tuple *t, struct span span);
struct value lower_tuple(struct lower *l, const struct expr *e);
/* As lower_read(), but a tuple stays one. */
struct value lower_read_any(struct lower *l, struct value v);
/* One of its parts, alone or as the first that is used. */
struct value tuple_part(struct lower *l, const struct value *v, unsigned i);
/* Number `index' of a tuple of n parts: a constant.  False after a diagnostic. */
bool tuple_number(struct lower *l, const struct expr *index, unsigned n, unsigned *out);
/* All parts become what they are now. */
void tuple_hold(struct lower *l, struct value *v);
/* The name of the local that has a part of the local `name'. */
const char *tuple_part_name(struct lower *l, const char *name, unsigned i);

/* operator.c */
struct value lower_binary(struct lower *l, const struct expr *e);
struct value lower_unary(struct lower *l, const struct expr *e);
struct value like_known_side(struct lower *l, struct value a, struct value b, struct span span);
struct value binary_values(struct lower *l, enum binary_op op, struct value a, struct value b,
			   struct span span, struct span op_span);
/*
 * One type for values that meet in a local, or in ?: ; TY_NONE: they do not fit.  A constant takes
 * the other's display, and may be a pointer.
 */
struct type type_join(struct type a, bool a_const, struct type b, bool b_const);

/* context.c */
struct value lower_ctx(struct lower *l, const struct expr *e);
/* A slot of the context: at exit as it was at entry, which keeps it. */
struct ir *context_slot(struct lower *l, enum ir_op at_entry, enum ir_op at_exit, unsigned slot,
			struct span span);

/* access.c */
/* Reads that begin at `base', a pointer that the verifier types, or a number. */
struct chain *chain_new(struct lower *l, struct ir *base, bool typed);
struct value chain_value(struct type t, struct chain *c, struct span span);
struct value lower_member(struct lower *l, const struct expr *e);
struct value lower_index(struct lower *l, const struct expr *e);
struct value lower_deref(struct lower *l, struct value v, struct span span);
struct value lower_address(struct lower *l, const struct expr *e);
/* &v of what lies in kernel memory. */
struct value value_at(struct lower *l, struct ir *address, uint32_t ktype, struct span span);
struct value value_address(struct lower *l, const struct value *v, struct span span);
/* An element of an array in kernel memory whose address is `base'. */
struct value array_element(struct lower *l, const struct value *array, struct ir *base,
			   struct ir *index, struct span span);
struct value chain_read(struct lower *l, struct value v);
struct ir *chain_number(struct lower *l, const struct value *v);
struct ir *chain_address(struct lower *l, const struct value *v, bool for_reading);
struct ir *chain_pointer(struct lower *l, const struct value *v);
/* A place that may fault; 0 in the first walk. */
uint16_t fault_site(struct lower *l, enum fault_kind kind, struct span span);
bool chain_is_typed_pointer(const struct lower *l, const struct value *v);
/* "struct file", "union x", a typedef's name of an anonymous one; NULL: it has no name at all. */
const char *struct_tag(struct sema *s, uint32_t id);
/* What a typed pointer to it is declared as; NULL: pointers to it stay numbers. */
const char *typed_tag(struct sema *s, uint32_t id);
/* ktypes_get() that knows `void' where no kernel's types were needed yet. */
struct ktype ktype_of(const struct sema *s, uint32_t id);
bool is_char_array(const struct ktypes *kt, struct type t, uint32_t *count);
/* A char array as a string, at most `limit` bytes of it when limit; false: it is none. */
bool read_char_array(struct lower *l, const struct value *v, uint32_t limit, struct value *out);

/* user.c */
/* $names of a probe of a program's. */
struct value lower_user_ctx(struct lower *l, const struct expr *e);
/* Numbers for the names of all places that are told apart at run time. */
void user_number_places(struct sema *s);

/* field.c */
/* $name of a handler that reads an event's record. */
struct value lower_field(struct lower *l, const struct expr *e);
/* All of them, for $$parms; the number. */
unsigned lower_fields(struct lower *l, const struct expr *e, struct value *v);
/* The hints of a message about a $name that may be one, where nobody knows. */
void fields_unknown(struct lower *l);
/* A field that is a text, at most `limit' bytes of it; false: it is none. */
bool field_text(struct lower *l, const struct expr *e, uint32_t limit, struct value *out);
/* Elements of a field that is an array; 0: not known, or it is none. */
uint32_t field_count(const struct lower *l, const struct expr *e);

/* call.c */
struct value lower_call(struct lower *l, const struct expr *e);
bool call_is_known(const char *name);

/* registers.c */
struct value lower_reg(struct lower *l, const struct expr *e);
struct value lower_sp(struct lower *l, const struct expr *e);
struct value lower_ip(struct lower *l, const struct expr *e);
struct value lower_caller(struct lower *l, const struct expr *e);

/* at.c */
struct value lower_at(struct lower *l, const struct expr *e);
/* @var of what every CPU has, and its value of one CPU. */
bool at_is_percpu(struct lower *l, const struct expr *e);
struct value at_percpu(struct lower *l, const struct expr *e, const struct expr *index);
/* Is it known when compiling, and different from kernel to kernel? */
bool depends_on_target(const struct expr *e);
/* The @entry(…) of an exit's steps; their values as locals of the entry, which is being lowered. */
struct step;
void entries_find(struct lower *l, const struct step *steps);
void entries_keep(struct lower *l);

/* print.c */
struct ir *lower_printf(struct lower *l, const struct expr *e);
struct ir *lower_println(struct lower *l, const struct expr *e);
/* print(e) of a struct or array */
struct ir *lower_print_whole(struct lower *l, const struct expr *e);
struct value lower_sprintf(struct lower *l, const struct expr *e);

/* whole.c */
/* A value that is printed: as lower_read(), and whole structs and arrays are copied. */
struct value read_to_print(struct lower *l, struct value v);
/* $$parms, $$return: what they stand for, 1 to KFUNC_MAX_PARAMS values; the number of them. */
bool is_context_list(const struct expr *e);
/* What it lists as a string: numbers decimal, pointers with 0x. */
struct value lower_list_string(struct lower *l, const struct expr *e);
/* A short literal where there is no value. */
struct value value_word(struct lower *l, const char *text, struct span span);
unsigned lower_context_list(struct lower *l, const struct expr *e, struct value *v);

/* stmt.c */
void lower_block(struct lower *l, const struct stmt *block);
void lower_stmt(struct lower *l, const struct stmt *st);
/* A SEQ of its own for what `st' does; NULL: nothing. */
struct ir *lower_branch(struct lower *l, const struct stmt *st, struct span span);

/* loop.c */
/* A loop that is being lowered, and what was around it. */
struct loop {
	struct jump on_break, on_continue, *outer_break, *outer_continue;
	struct ir *ir, *outer_at;
	uint32_t outer_loop;
};
/* False after a diagnostic.  What is lowered until loop_close() is in the loop. */
bool loop_open(struct lower *l, struct loop *loop, enum ir_op op, struct span span);
/* The loop ends where cond is 0. */
void loop_while(struct lower *l, struct loop *loop, struct ir *cond, struct span span);
void loop_body(struct lower *l, struct loop *loop, const struct stmt *body, struct span span);
void loop_close(struct lower *l, struct loop *loop);

void lower_loop(struct lower *l, const struct stmt *st);		/* while, for */
void lower_range_loop(struct lower *l, const struct stmt *st);		/* for (i in a..b) */
void lower_element_loop(struct lower *l, const struct stmt *st);	/* for (x in array) */
struct jump jump_new(struct lower *l);
/* From here to the jump's label. */
void jump_take(struct lower *l, struct jump *j, struct span span);

/* map.c */
/* The map of this name; NULL: it is none. */
struct name *map_find(struct lower *l, const char *word);
/* x[k] or x where x is a map, or would be one if it is written; else false. */
bool is_map_place(struct lower *l, const struct expr *e);
struct value map_read(struct lower *l, const struct expr *e);
/* m[k][n], or x[n] of what has no key, where the values are tuples; false: they are none. */
bool map_part(struct lower *l, const struct expr *e, struct value *out);
struct value map_assign(struct lower *l, const struct expr *e);
struct value map_incdec(struct lower *l, const struct expr *e);
struct value lower_in(struct lower *l, const struct expr *e);
void lower_delete(struct lower *l, const struct stmt *st);
/* The aggregate that a value is put into: made when it is new.  NULL after a diagnostic. */
struct name *map_for_agg(struct lower *l, const struct expr *e);
void map_learn_value(struct lower *l, struct name *n, const struct value *v);
/*
 * An assignment that reads its place too comes to it more than once.  From here to map_release() the
 * value and the key of the place e are what they are now, if one of them does something.
 */
struct held_key *map_hold(struct lower *l, const struct expr *e, const struct expr *value);
void map_release(struct lower *l, struct held_key *until);
/* The value becomes what it is now: a local of its own. */
void value_hold(struct lower *l, struct value *v);
struct ir *map_ir(struct lower *l, enum ir_op op, const struct name *n, struct span span);
/* The parts of a key into `into'; false after a diagnostic. */
bool map_keys(struct lower *l, struct name *n, struct expr *args, struct ir *into,
	      struct span span);
/* Appends a value to a list of values. */
void list_value(struct lower *l, struct ir *to, struct ir *value);
bool may_run_here(struct lower *l, const char *what, struct span span);

/* map_declare.c */
#define PART_VALUE MAP_KEYS_MAX	/* of name->parts; those of a tuple are behind it */
/* The name becomes a map's, of which nothing else is known yet. */
struct map *map_new(struct sema *s, struct name *n, const char *name, struct span span);
void map_declare(struct sema *s, struct name *n);
/* Offsets, sizes and kinds, once all types are known. */
void maps_lay_out(struct sema *s);

/* aggregate.c */
void lower_agg(struct lower *l, const struct stmt *st);
/* @count(x) and the like; false: the name is none of them. */
bool lower_agg_read(struct lower *l, const struct expr *e, struct value *v);
struct value lower_print(struct lower *l, const struct expr *e);
struct value lower_drain(struct lower *l, const struct expr *e);
bool agg_find(const char *word, enum agg_op *op);
/* The bounds of hist_linear, low, high and step; false after a diagnostic. */
bool agg_set_linear(struct sema *s, struct map *m, const int64_t *v, unsigned n, struct span span);

/* foreach.c */
void lower_foreach(struct lower *l, const struct stmt *st);
/* delete m[a, *] */
void lower_delete_slice(struct lower *l, const struct stmt *st, struct name *n);

/* function.c */
/* A call of a function of the script's; as a statement its value may be left. */
struct value lower_user_call(struct lower *l, const struct expr *e, const struct item *fn,
			     bool as_statement);
void lower_return(struct lower *l, const struct stmt *st);

/* local.c */
/* In an exit handler also the entry's locals, which are then kept; NULL: no such local. */
struct local *local_find(struct lower *l, const char *name);
/* Something was written to it on every path to here. */
bool local_may_be_read(const struct lower *l, const struct local *local);
struct value local_read(struct lower *l, struct local *local, struct span span);
void local_assign(struct lower *l, const char *name, struct span span, struct value v);
/*
 * A read-only local that is there while `owner' is lowered; NULL after a diagnostic.  local_close()
 * ends it.  The value is set by local_set().
 */
struct local *local_open(struct lower *l, const struct stmt *owner, const char *name,
			 struct span span);
void local_close(struct local *local);
void local_set(struct lower *l, struct local *local, struct span span, struct value v);
/* A string of the entry block's that the exit block writes to. */
bool local_is_copied(const struct local *local);
unsigned handler_local(struct lower *l, const char *name, char cls, struct type t);
uint16_t handler_slot(struct lower *l, uint32_t width);
/* Before all that the handler does, its condition aside. */
void handler_begin(struct lower *l, struct ir *statement);
/* A number that is computed once: into a local of its own. */
struct ir *handler_temp(struct lower *l, const char *name, struct ir *value);
/*
 * Operands are evaluated from left to right: the string s, width bytes wide, becomes a copy when `later',
 * an operand behind it, writes to the local that holds it.
 */
void string_hold(struct lower *l, struct ir *s, uint32_t width, struct ir *later);
/* The first n bytes of a string, and no wider. */
struct value string_cut(struct lower *l, struct value v, uint32_t n, struct span span);
void flow_meet(struct flow *into, const struct flow *other);

/* handler.c */
/* A part of a handler: a block that is run unless cond is there and 0, which ends the handler. */
struct step {
	const struct step *next;
	const struct expr *cond;	/* NULL: none */
	const struct stmt *block;	/* NULL: none */
	bool in_library;		/* of an alias of the library's */
};

/* steps: up to and with the item's own block; its exit block is looked for in the item. */
void lower_probe(struct sema *s, struct probe *p, const struct context *ctx,
		 const struct step *steps, const struct item *item);

/* walk.c */
/* fn for each expression of the steps, outer ones first; false: not for what is inside of this one. */
typedef bool expr_fn(void *arg, const struct expr *e);
void steps_walk(const struct step *steps, expr_fn *fn, void *arg);

/* alias.c */
/*
 * The aliases that a point names, with its suffixes: calls fn for each point they stand for, and the
 * steps that its handler has; fn tells whether the point is there.  The number of calls; 0: the point is no alias's.
 */
typedef bool alias_fn(void *arg, const struct point *pt, const struct step *steps);
unsigned alias_expand(struct sema *s, const struct item *item, const struct point *pt, alias_fn *fn,
		      void *arg);
/* The steps of an item whose point is no alias's. */
const struct step *item_steps(struct sema *s, const struct item *item);

/* probes/fprobe/many.c */
/* Why $name is not there, of functions that some have a parameter of that name; NULL: none has. */
const char *many_difference(struct sema *s, const struct context *ctx, const char *name);

/* names.c */
/* The type of a declaration and its initial value, from what is written of both; false after a diagnostic. */
bool name_declared_value(struct sema *s, const struct item *i, struct name *n);
void names_collect(struct sema *s, const struct script *script);
void names_set_params(struct sema *s, const struct script *script, const struct script_args *args);
/* With its value, unless the name is bad.  What the library calls its variables is no function of its. */
struct name *name_find(struct sema *s, const char *word);
/* The same of a name that is called: also functions. */
struct name *name_find_called(struct sema *s, const char *word);
/* The same, and where the script has no such name: the standard library's. */
struct name *name_find_any(struct sema *s, const char *word);
void names_offer(struct sema *s, struct nearest *near);

/* show.c */
/* Shows as a word that a string can hold: func(), ksym(), errno_str(), signal_name(). */
bool type_has_word(struct type t);
/* The word as a string; anything else as it is. */
struct value word_string(struct lower *l, struct value v);
/* Of two values one is a string: the other becomes one, if it shows as a word.  Are both strings now? */
bool words_to_strings(struct lower *l, struct value *a, struct value *b);

/* constant.c */
enum constant {
	CONSTANT_NONE,
	CONSTANT_FOUND,
	CONSTANT_DEPENDS,	/* on the architecture, and that is not known */
};

/* By constants.def.  arch: as in struct target. */
enum constant constant_find(const char *name, const char *arch, int64_t *value);
void constants_offer(struct nearest *near);
/* Evaluates a literal or constant expression without a handler; false after a diagnostic. */
bool constant_eval(struct sema *s, const struct expr *e, struct type *t, int64_t *value,
		   const char **text);

/* sema.c */
/* Of a function of the kernel's, in program->symbols. */
unsigned symbol_number(struct sema *s, const char *name);
/* A state word that holds a symbol's address once the script runs: its number among the globals. */
unsigned symbol_global(struct sema *s, const char *name, struct span span);

/* type.c */
struct type type_of_name(struct sema *s, const struct type_name *n);

uint16_t site_add(struct sema *s, enum site_kind kind, enum fault_kind fault, struct span span,
		  unsigned probe);

/* One sentence for everything that the language has and this version lacks. */
void not_built(struct sema *s, struct span span, const char *what);

const char *type_text(struct sema *s, struct type t);
/* "a u8", "an `enum state'", "nothing": for messages. */
const char *a_type(struct sema *s, struct type t);

#endif

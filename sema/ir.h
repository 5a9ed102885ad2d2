/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEMA_IR_H
#define SEMA_IR_H

/*
 * The intermediate representation: what a checked script does.
 *
 * A handler is a typed tree of struct ir; ir.def has one row per operation.  The tree has no
 * implicit conversion, no undefined name and no type that a reader would have to look up again: the
 * emitter prints it as C, the host's interpreter runs it, and they must agree.
 *
 *  - Operands are evaluated from left to right.
 *  - An operation that faults leaves the handler; the fault is counted at the operation's site.
 *  - Control is structured; NEXT and EXIT leave the handler.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "common/session.h"
#include "sema/type.h"

struct ktypes;

enum ir_op {
#define IR(name, signature, flags, doc) IR_##name,
#include "sema/ir.def"
#undef IR
	IR_COUNT
};

enum ir_flags { IR_FAULT = 1, IR_EFFECT = 2, IR_KERNEL = 4, IR_USER = 8, IR_STEADY = 16, IR_CALLS = 32 };

struct ir_info {
	const char *name, *signature;	/* "l(ll)" */
	unsigned flags;			/* enum ir_flags */
};
extern const struct ir_info ir_info[IR_COUNT];

#define CONST_SYMBOL 1

/* How a slot of the context is read as a number: what it holds decides (aux of ARG, KEPT, RESULT). */
enum slot_form {
	SLOT_NUMBER,	/* what the verifier takes for a number: integers, `void *', `int *' */
	SLOT_STRUCT,	/* a pointer to a struct, which the verifier types */
	SLOT_OPAQUE,	/* any other pointer, or nobody knows: there are kernels that let no program load it */
};

enum builtin {
#define BUILTIN(name, proto, places, dialect, doc) BUILTIN_##name,
#include "sema/builtins.def"
#undef BUILTIN
	BUILTIN_COUNT
};

enum builtin_places { IN_KERNEL = 1, IN_USER = 2, IN_CALLS = 4 };

struct builtin_info {
	const char *name, *proto;
	unsigned places;		/* enum builtin_places */
	const char *dialect, *doc;
};
extern const struct builtin_info builtin_info[BUILTIN_COUNT];
struct type builtin_type(enum builtin b);

/* One step through a struct: from a pointer to `type`, the member `path`. */
struct ir_link {
	const char *type; /* as C writes it: "struct file"; NULL: the address itself is read */
	uint32_t type_id;	/* BTF id of `type` */
	const char *path;	/* "f_path.dentry", "d_iname[3]" */
	uint32_t offset;	/* bytes from the start of `type` in the target kernel */
	uint32_t bit_pos, bits;	/* bit-field: bits > 0; bit_pos counts from `offset` */
	uint8_t size;		/* bytes read: 1 2 4 8; a bit-field: of the unit that holds it */
	bool is_signed;
	bool is_struct_ptr; /* the value is a pointer to a struct or union: the verifier types it */
	const char *pointee;	/* is_struct_ptr: "struct dentry" */
	bool is_copied; /* as a number it is copied: a direct read would be none to the verifier */
};

/* Of IR_STRNAME: whose names.  A symbol is a number in program->symbols, or an address. */
enum ir_names { NAMES_SYMBOL, NAMES_ADDRESS, NAMES_ERROR, NAMES_SIGNAL };
#define WORD_WIDTH 64		/* bytes of such a name as a string */

struct ir_path {
	unsigned n;		/* at least 1 */
	struct ir_link link[];
};

/* Where what fills up a string goes; PAD_ZEROS stand behind a sign. */
enum pad { PAD_BEFORE, PAD_BEHIND, PAD_ZEROS };
#define PAD_MAX 128		/* bytes that can be asked for */

enum agg_op {
#define AGG(name, word, doc) AGG_##name,
#include "sema/agg_ops.def"
#undef AGG
	AGG_ALL,		/* what the aggregate prints by itself */
};

struct agg_info {
	const char *name, *doc;
};
extern const struct agg_info agg_info[AGG_ALL];

#define MAP_KEYS_MAX 8
#define MAP_STRING_MAX 256	/* bytes of a string in a key */
#define MAP_KEY_MAX 512		/* bytes of a key */

/* One part of a map's key, or of its value. */
struct map_part {
	const char *name;	/* as declared; NULL: none */
	struct type type;
	uint32_t offset;	/* in the key, in the value */
};

enum map_kind {
#define MAP(name, doc) MAP_##name,
#include "sema/map_kinds.def"
#undef MAP
};

/*
 * Storage with or without a key.  Numbers and pointers take 8 bytes, in keys and values; strings their
 * width.  An aggregate's value is laid out by runtime/wire.h.
 */
struct map {
	const char *name;
	struct span span;	/* of its declaration or first use */
	enum map_kind kind;
	unsigned nkeys;
	struct map_part keys[MAP_KEYS_MAX];
	uint32_t key_bytes;	/* 0: no key */
	struct type value;	/* of an aggregate: of what it takes in */
	unsigned nvalues;	/* 0: an aggregate; more than 1: value is a TUPLE, and these are its parts */
	struct map_part values[TUPLE_MAX];	/* the only one is `value' */
	uint32_t value_bytes;
	bool is_agg;
	unsigned ops;		/* aggregate: bits 1 << enum agg_op that the script asks for */
	int64_t low, high, step;	/* hist_linear */
	uint32_t nlinear;
	uint32_t limit;
	bool lru, quiet, declared;
	bool read;		/* the script itself reads it: not printed at the end */
	bool misused;		/* what it shall be has a message already: none that it is never written */
	bool kernel_writes, in_kernel, in_user;
	bool drained;		/* there are two of it in the kernel; which one is meant is said by … */
	uint32_t which;		/* … this state word */
	const char *initial;	/* of a string without a key; NULL: "" */
	int64_t start;		/* CPU, THREAD: of a number; a THREAD's is added to what is stored */
	uint32_t word;		/* state word that counts updates without room … */
	uint32_t held;		/* … and that counts what came upon a handler that holds the place */
};

/* Where the parts of an aggregate's value lie, in words; 0: not there.  See wire.h. */
struct agg_layout {
	uint32_t words, squares, log, linear, id;
};
struct agg_layout agg_layout(const struct map *m);

#define NO_LOCAL UINT32_MAX

/* What an EACH does to its locals; an MGETT has values alone. */
struct ir_each {
	unsigned map;
	unsigned nkeys, keys[MAP_KEYS_MAX];	/* locals */
	unsigned nvalues, values[TUPLE_MAX];	/* locals, or NO_LOCAL; none or as many as the map has */
	bool sorted, down;
	int sort_key;			/* number of the part; -1: the value */
	enum agg_op agg;		/* sorted by the value of an aggregate */
	uint16_t agg_index;
};

struct ir {
	enum ir_op op;
	uint16_t site;		/* index into program->sites; 0: none */
	uint16_t slot;		/* string slot of the handler that it writes */
	uint16_t index;
	uint32_t aux;
	int64_t imm;
	const char *text;
	struct ir_path *path;
	struct ir_each *each;
	struct ir *arg[3];
	struct ir *list, *last;	/* statements, or the values of a record or key, linked by next */
	struct ir *next;
	struct span span;
};

#define for_each_ir(i, first) for (struct ir *i = (first); i; i = i->next)

struct ir_local {
	const char *name;	/* as in the script; a generated one has a dot in it */
	char cls;		/* 'l', 'p', 's' */
	bool shared;		/* 'l': used in more than one of loop bodies and the rest */
	uint32_t loop;		/* not shared: label of the innermost LOOP it is used in; 0: none */
	const char *pointee;	/* 'p': "struct file" */
	struct type type;
	uint16_t slot;		/* 's': its string slot */
};

/* A body of code: an entry, an exit, a begin. */
struct handler {
	struct ir *body;	/* SEQ */
	struct ir_local *locals;
	unsigned nlocals, cap_locals;
	uint16_t *slots;	/* widths in bytes of the string slots, multiples of 8 */
	unsigned nslots, cap_slots;
	bool uses_ring;		/* it prints */
	bool has_loops;
	struct span span;	/* of what the user wrote: the probe point and its block */
};

enum fault_kind {
#define FAULT(name, text) FAULT_##name,
#include "runtime/faults.def"
#undef FAULT
};

enum site_kind { SITE_NONE, SITE_FAULT, SITE_PRINT };

/* One value of a record, and how it is shown. */
struct print_arg {
	struct type type;	/* in the record: type_bytes() */
	uint32_t offset;	/* in the payload */
	const char *name;	/* "count", "f_flags", "a + 1": no other one of its record has it */
};

/* A printf or println. */
struct print {
	const char *format;	/* NULL: println, values with blanks between and a newline */
	unsigned nargs;
	struct print_arg *args;
	uint32_t bytes;		/* of the payload */
};

struct site {
	enum site_kind kind;
	struct span span;
	enum fault_kind fault;
	struct print *print;
	const char *text;	/* FAULT_ERROR: what the script says */
	unsigned probe;		/* id of the probe it belongs to */
};

/* What an exit handler needs from its entry. */
struct keep {
	unsigned nargs;		/* argument slots kept */
	uint16_t args[16];	/* args[i]: number of the slot kept as the i-th */
	unsigned nwords; /* locals of class l or p: words[i] is the local in the entry handler … */
	uint16_t words[64];
	uint16_t exit_words[64];/* … and the one it becomes in the exit handler */
	unsigned nstrings;
	uint16_t strings[16];	/* the same for strings; in the exit handler they are KEPTS */
	uint32_t string_at[16];	/* byte offset of each in the kept bytes */
	uint32_t bytes;		/* of all kept strings */
	bool time;		/* elapsed() is used */
	/* Of the mechanism's choice: */
	unsigned nslots;	/* arguments that have to be put away for the exit: 0 or nargs */
	bool in_word;		/* it is one word at most, and lies in that of the call */
	bool in_table;		/* it lies in a table of the probe's */
	bool counts_reuse;	/* what exits leave behind counts as missed: the kernel does not tell */
};

enum probe_kind { PROBE_BEGIN, PROBE_END, PROBE_ERROR, PROBE_TIMER, PROBE_FPROBE, PROBE_TRACEPOINT,
		  PROBE_RAWTRACEPOINT, PROBE_SYSCALL, PROBE_KPROBE, PROBE_PERF, PROBE_UPROBE, PROBE_USDT };

#define SYSCALL_WORDS 8		/* 512 numbers as bits */

struct mechanism;
struct selection;
struct format;

/* One of the functions that a probe of many means. */
struct probe_function {
	const char *name;
	uint64_t address;	/* where the kernel patches it, or where it begins; 0: not known */
	const char *module;	/* NULL: the kernel itself */
	uint32_t btf_id;	/* of its FUNC; 0: BTF does not describe it */
	uint32_t it;		/* argument slot of $it, where the probe asks for one */
};

/* As an argument slot: the one of $it, which differs from function to function. */
#define SLOT_IT 15
struct user_target;			/* probes/user.h */

struct probe {
	unsigned id;		/* index in program->probes */
	enum probe_kind kind;
	struct span span;	/* of the probe point */
	const char *name;	/* probe_name(): as a user would write the point */
	bool in_kernel;
	struct handler *entry;	/* also of begin, end, timer, tracepoint; NULL: none */
	struct handler *exit;	/* NULL: none */
	struct keep keep;	/* when there is an exit */
	const struct mechanism *via;	/* in_kernel: how it attaches */
	const char *target;	/* function or tracepoint; of many functions: as the script names them */
	bool is_many;		/* by patterns or a list; else `target' alone */
	const struct probe_function *functions;	/* FPROBE: by name, then by address */
	unsigned nfunctions;
	const struct selection *selection;	/* what was left out, and why */
	bool uses_it;		/* $it: what attaches has to say which argument it is */
	const char *module;	/* NULL: the kernel itself */
	const struct format *format;	/* TRACEPOINT: of the record that it reads; NULL: it reads arguments */
	const char *system;	/* … and the event's system */
	const struct user_target *user;	/* UPROBE, USDT */
	unsigned nargs;		/* argument slots of the function */
	uint32_t offset;	/* KPROBE: bytes from the function's start */
	struct {
		const char *event;	/* as the script has it */
		uint32_t type;		/* of perf_event_attr, and its config … */
		uint64_t config, count;	/* … and one hit in so many events … */
		bool is_rate;		/* … or so many hits a second */
		bool one_cpu;		/* on one CPU, not on each: a clock */
	} perf;			/* PERF */
	uint64_t period_ns;	/* TIMER */
	uint64_t calls[SYSCALL_WORDS];	/* SYSCALL: a bit per number */
	bool compat;		/* SYSCALL: of 32-bit processes */
	bool new_registers;	/* SYSCALL: one of them changes the process's registers */
	int order;		/* BEGIN, END: begin(-100) runs first */
};

/*
 * Something is kept from the entry for the exit: then there is code at the entry, also where the
 * script wrote none (elapsed(), arguments).
 */
static inline bool probe_keeps(const struct probe *p)
{
	return p->exit && (p->entry || p->keep.time || p->keep.nargs);
}

static inline bool probe_has_entry(const struct probe *p)
{
	return !p->exit || probe_keeps(p);
}

/* Else it is a begin, end or timer: run, by the interpreter or as a program of the kernel's. */
static inline bool probe_attaches(const struct probe *p)
{
	return p->in_kernel && p->kind != PROBE_BEGIN && p->kind != PROBE_END && p->kind != PROBE_ERROR &&
	       p->kind != PROBE_TIMER;
}

/* Of a probe of a program's: it reads the process's memory, and may wait for it to be paged in. */
bool probe_sleeps(const struct probe *p);

struct global {
	const char *name;
	struct type type;
	int64_t initial;
	uint32_t word;		/* in the state */
	bool is_param;
	const char *symbol;	/* it holds the address of this function; NULL: an ordinary one */
	struct span span;
};

struct program {
	struct session *s;
	const struct ktypes *kt;	/* NULL: no kernel types were needed */
	struct probe *probes;
	unsigned nprobes, cap_probes;
	struct site *sites;		/* [0] is SITE_NONE */
	unsigned nsites, cap_sites;
	struct global *globals;
	unsigned nglobals, cap_globals;
	struct map **maps;
	unsigned nmaps, cap_maps;
	uint8_t stack_depths[STACK_MAX + 1];	/* [n]: a stack of at most n frames is asked for */
	bool uses_user_stacks;
	const char **symbols;		/* values of TY_SYMBOL */
	unsigned nsymbols, cap_symbols;
	bool func_by_address;		/* func() is the function's address, in all handlers */
	bool session_takes_context;	/* the kernel's functions for sessions do */
	bool uses_exit;			/* a kernel handler calls exit() */
	bool needs_kernel;		/* some probe is in the kernel */
	uint32_t state_words;
	uint32_t fault_word;		/* of site 0 */
	const char *script_name;
	const char *arch;		/* of the target */
};

/* ---- building (sema) ---- */

struct ir *ir_new(struct arena *a, enum ir_op op, struct span span);
struct ir *ir_const(struct arena *a, int64_t value, struct span span);
struct ir *ir_unary(struct arena *a, enum ir_op op, struct ir *x, struct span span);
struct ir *ir_binary(struct arena *a, enum ir_op op, struct ir *x, struct ir *y, struct span span);
void ir_append(struct ir *seq, struct ir *stmt);

/* Calls fn for every node below and at i, parents first. */
void ir_walk(struct ir *i, void (*fn)(struct ir *i, void *arg), void *arg);

/* 'l', 'p', 's' or 'v'. */
char ir_class(const struct ir *i);

/* A number that can be asked for later as well: it does not fault, and no statement of the handler changes it. */
bool ir_is_steady(const struct ir *i);

/*
 * Checks every tree against ir.def and the handler's tables.  What is broken is a fault in fptap: false, after a
 * message that shows where in the script.
 */
bool ir_verify(const struct program *p);

/* --dump=ir */
void ir_dump(const struct program *p, FILE *out);

#endif

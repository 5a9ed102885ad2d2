/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_MECHANISM_H
#define PROBES_MECHANISM_H

/* How probes attach: the rows of mechanism.def, and the choice between them. */

#include <stdbool.h>

enum backend_kind { BACKEND_BPF, BACKEND_MODULE };

enum mechanism_does {
	DOES_ENTRY = 1,		/* runs a handler at a function's entry */
	DOES_EXIT = 2,		/* … at its exit, with the return value */
	DOES_ENTRY_ARGS = 4,	/* the exit sees the arguments as they were at entry */
	DOES_ENTRY_CODE = 8,	/* code at entry, its results and its time are there at exit */
	DOES_TRACEPOINT = 16,
	DOES_RUN = 32,		/* runs when the host says so */
	DOES_SYSCALL = 64,	/* entry and exit are those of system calls */
	DOES_RAW = 256,		/* a tracepoint by its name alone */
	DOES_BREAK = 512,	/* any instruction, with all registers */
	DOES_SAMPLE = 1024,	/* events of perf's */
	DOES_FIELDS = 4096,	/* a tracepoint with its event's record */
	DOES_USER = 2048,	/* entry and exit are those of functions of programs */
};

enum mechanism_trait {
	HAS_TYPES = 1,		/* the verifier knows the arguments' types, else they are registers */
	IS_MANY = 2,		/* takes one function or many */
	IS_SINGLE = 4,		/* … with a link for each */
	IS_TRACING = 128,	/* … or many, by trampolines: functions that BTF describes */
	IS_SESSION = 8,		/* one program for entry and exit */
	HAS_TABLE = 16,		/* what the entry keeps lies in a table; a session's too, where it is much */
	KEEPS_ARGS = 32,	/* arguments are among what is kept */
	IN_WORD = 256,		/* a session without a table: what is kept has to fit into its word */
	COUNTS_CALLS = 512,	/* a program at the entry counts the calls that have no exit */
	PAIRS_BY_STACK = 64,	/* … which is found by the stack pointer: x86_64 and arm64's kretprobes */
};

struct mechanism {
	const char *name;
	enum backend_kind backend;
	unsigned does, traits;
	const char *target;
	unsigned cost;
	const char *needs, *doc;
};

struct target;

/* What a probe asks of its mechanism. */
struct need {
	enum backend_kind backend;
	unsigned does;
	bool many;
	bool wide;		/* what its entry keeps is more than a word */
	const char *via;	/* --via: names with commas between; NULL: any */
};

/* Why a row does not serve; NULL: it does. */
const char *mechanism_lacks(const struct mechanism *m, const struct need *need, struct target *t);

/* Would it serve on a kernel that has it? */
bool mechanism_suits(const struct mechanism *m, const struct need *need, struct target *t);

/* The first that serves; NULL: none. */
const struct mechanism *mechanism_for(const struct need *need, struct target *t);

/* All rows, in their order; NULL after the last. */
const struct mechanism *mechanism_at(unsigned i);
const struct mechanism *mechanism_named(const char *name);
/*
 * May a probe of one function attach by a mechanism whose arguments have no types for the verifier?
 * Where --via names one, and on kernels without trampolines.
 */
bool mechanism_may_be_untyped(struct target *t);
/* Is `name' among the names with commas between? */
bool mechanism_is_in(const char *name, const char *list);

const char *backend_name(enum backend_kind backend);

/* Is there a program at the entry, as opposed to an exit that sees what it needs of it? */
bool mechanism_runs_entry(const struct mechanism *m);

#endif

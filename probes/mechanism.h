/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_MECHANISM_H
#define PROBES_MECHANISM_H

#include <stdbool.h>

/* How probes attach: the rows of mechanism.def, and the choice between them. */

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
	DOES_USER = 2048,	/* entry and exit are those of functions of programs */
	KEEPS_ARGS = 128,	/* its table has the arguments, too: they are not there at exit */
};

struct mechanism {
	const char *name;
	enum backend_kind backend;
	unsigned does;
	const char *needs, *doc;
};

/* The first mechanism of the back end that does all of `does`; NULL: none. */
const struct mechanism *mechanism_for(enum backend_kind backend, unsigned does);

const char *backend_name(enum backend_kind backend);

/* Is there a program at the entry, as opposed to an exit that sees what it needs of it? */
bool mechanism_runs_entry(const struct mechanism *m);

#endif

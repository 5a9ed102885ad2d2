/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_MECHANISM_H
#define PROBES_MECHANISM_H

/* How probes attach: the rows of mechanism.def, and the choice between them. */

enum backend_kind { BACKEND_BPF, BACKEND_MODULE };

enum mechanism_does {
	DOES_ENTRY = 1,		/* runs a handler at a function's entry */
	DOES_EXIT = 2,		/* … at its exit, with the return value */
	DOES_ENTRY_ARGS = 4,	/* the exit sees the arguments as they were at entry */
	DOES_ENTRY_CODE = 8,	/* code at entry, its results and its time are there at exit */
	DOES_TRACEPOINT = 16,
	DOES_RUN = 32,		/* runs when the host says so */
	DOES_USER = 64,		/* … of functions of programs */
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

#endif

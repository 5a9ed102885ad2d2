/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_USER_H
#define PROBES_USER_H

/*
 * Probes of programs: where they attach, and how their machine passes arguments.
 */

#include <stdbool.h>
#include <stdint.h>

struct usdt_site;

struct user_place {
	const char *name;		/* of the function, or of the usdt probe */
	uint64_t offset;		/* in the file */
	uint64_t semaphore;		/* in the file; 0: none */
	uint32_t number;		/* of its name among the program's symbols */
};

struct user_target {
	const char *path;		/* NULL: it is for another machine, nothing is known of its files */
	bool many;			/* a pattern: which function was hit is known by its cookie */
	struct user_place *places;
	unsigned n;
	/* usdt: for each place, where its arguments are. */
	struct usdt_site *sites;
};

/*
 * Where a function's caller puts arguments, and the callee the result: slots of 8 bytes in the
 * registers of a hit.
 */
#define USER_ARGS 8

struct user_convention {
	const char *arch;
	unsigned nargs;
	unsigned args[USER_ARGS];
	unsigned result, sp;
	unsigned popped;		/* bytes that the return takes from the stack */
};

/* NULL: this machine's is not known. */
const struct user_convention *user_convention(const char *arch);

#endif

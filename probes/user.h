/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_USER_H
#define PROBES_USER_H

/*
 * Probes of programs: where they attach.
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

#endif

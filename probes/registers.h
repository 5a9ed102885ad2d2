/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_REGISTERS_H
#define PROBES_REGISTERS_H

/* Registers by architecture, and where handlers find them: the rows of registers.def. */

#include <stdbool.h>

#include "common/str.h"

enum filled { BREAK = 1, ENTRY = 2, EXIT = 4 };

struct reg {
	const char *arch, *name, *other;	/* other: "" when it has one name */
	int offset, bytes;			/* in struct pt_regs */
	unsigned filled;			/* enum filled */
};

/* Is the architecture in the table at all? */
bool registers_known(const char *arch);

/* By either name; NULL: there is none. */
const struct reg *register_find(const char *arch, const char *name);

/*
 * The n-th register (from 0) of a role: "call", "result", "sys", "number", "ip", "sp", "caller".
 * NULL: there are not so many.
 */
const struct reg *register_role(const char *arch, const char *role, unsigned n);

/* "rax, rdx, rbp": those filled in one of `where`. */
const char *registers_filled(struct arena *a, const char *arch, unsigned where);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_SYSCALL_TABLE_H
#define PROBES_SYSCALL_TABLE_H

/* The kernel's system calls by name and by number: the rows of syscalls.def. */

#include <stdbool.h>

#include "common/str.h"

/* Who numbers them: the columns of syscalls.def. */
enum syscall_abi { SYSCALL_X86_64, SYSCALL_GENERIC, SYSCALL_S390X, SYSCALL_I386, SYSCALL_ARM, SYSCALL_ABIS };

struct syscall {
	const char *name;		/* "stat" */
	const char *entry;		/* "newstat": sys_newstat() in the kernel */
	int number[SYSCALL_ABIS];	/* -1: none */
	const char *params;		/* "int fd, char *buf"; "void"; "": not known */
};

struct syscall_param {
	const char *type;		/* "struct stat", without its stars */
	unsigned stars;
	const char *name;
};

#define SYSCALL_MAX_PARAMS 6
#define SYSCALL_NUMBERS 512		/* all numbers are below */

extern const struct syscall syscalls[];
extern const unsigned nsyscalls;

/* False: of this architecture, or of its 32-bit processes, nobody knows the numbers. */
bool syscall_abi_of(const char *arch, bool compat, enum syscall_abi *abi);

/* NULL: none has the number. */
const struct syscall *syscall_numbered(enum syscall_abi abi, int number);

/* How many there are. */
unsigned syscall_params(const struct syscall *c, struct arena *a,
			struct syscall_param params[SYSCALL_MAX_PARAMS]);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_KALLSYMS_H
#define TARGET_KALLSYMS_H

/*
 * The symbols that a kernel carries for /proc/kallsyms, read from its .rodata: what is left of a vmlinux
 * that was stripped, as in a boot image.
 *
 * Names are rows of bytes, each standing for a piece of text (256 tokens); nothing points to the tables.
 * They are found by the tokens for the digits, which are always there, and each step has to fit the one
 * before.  Layouts: scripts/kallsyms.c of the kernel; its order changed in 6.4, its addresses became
 * relative to their place in 7.x.
 */

#include "target/unpack.h"

struct symbol {
	uint64_t address;
	const char *name;
	char kind;			/* 't', 'T', 'w', 'W': code */
};

struct symbols {
	struct symbol *v;
	uint32_t n;
};

#define KALLSYMS_MAX 4000000u

/*
 * In the arena.  `address' is where rodata lies, `text' is the address of _text, by which the tables are
 * checked.  False: there are none that are understood.
 */
bool kallsyms_read(struct bytes rodata, uint64_t address, uint64_t text, struct arena *a, struct symbols *out);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_USDT_NOTES_H
#define PROBES_USDT_NOTES_H

/*
 * The static probes of a program or library: the notes that <sys/sdt.h> leaves in .note.stapsdt.
 *
 * A probe is a nop at one or more places, and text that says where its arguments are there.  One
 * with a semaphore is skipped by its program while that is 0; whoever attaches counts it up.
 */

#include <stdbool.h>
#include <stdint.h>

#include "common/arena.h"

#define USDT_NOTES_MAX 65536

struct usdt_note {
	const char *provider, *name;
	uint64_t offset;		/* of the place, in the file */
	uint64_t semaphore;		/* of it, in the file; 0: none */
	const char *args;		/* see operand.h */
};

/*
 * All notes of the file, in their order; texts live in the arena.  Those that break the format, or
 * lie in no code, are left out.  False: not an ELF file of this machine's, or one of 32 bits.
 */
bool usdt_notes(struct arena *a, int fd, struct usdt_note **out, unsigned *n);

#endif

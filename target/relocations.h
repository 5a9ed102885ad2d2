/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_RELOCATIONS_H
#define TARGET_RELOCATIONS_H

/*
 * The CO-RE relocations of a BPF object against a kernel's types, without that kernel.
 *
 * Each record of .BTF.ext names a type of the object, a way into it and what the instruction wants
 * to know.  It resolves as when libbpf loads the object: a type of the same name and kind whose
 * members of the same names are of kinds that fit, at one place only.  What merely asks whether
 * something exists, or how large it is, always resolves.  A type that is not there is a 0 to
 * libbpf; here it does not resolve, since the verifier would refuse what is cast to it.  Nothing in
 * the object is trusted.
 */

#include "sema/ktypes.h"

struct relocation {
	const char *section;		/* of the instruction … */
	uint32_t at;			/* … and its first byte there */
	const char *what;		/* "task_struct.cred" */
	const char *why;		/* it does not resolve, the end of a sentence */
};

/*
 * Calls fn for those that do not resolve; all is in the arena.  Returns how many records there
 * were; -1, and *why is the end of a sentence: the object cannot be read.
 */
int relocations_check(struct arena *a, const void *object, size_t size, const struct ktypes *kt,
		      void (*fn)(void *arg, const struct relocation *r), void *arg,
		      const char **why);

#endif

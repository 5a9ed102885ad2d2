/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_KSYMS_H
#define RUNTIME_HOST_KSYMS_H

/*
 * The kernel's functions, or its variables, by address, from /proc/kallsyms.
 *
 * The file is read at the first look-up and never again: what is loaded later is not known.  Text
 * symbols (t T w W), or data; names of modules are kept.  Of several names of one address the first in
 * the file is taken, which is the kernel's own choice for %pS.
 *
 * The file has no sizes.  A symbol reaches to the next one, but not further than KSYMS_LONGEST, and
 * marks of a section's end (_etext) name nothing.
 */

#include <stdbool.h>
#include <stddef.h>

#include "runtime/host/symbol.h"

#define KSYMS_LONGEST (256u << 10)	/* bytes of one function; some 20 KiB are seen */

struct ksym {
	u64 address;
	u32 name, module;		/* where in `text`; module 0: the kernel itself */
};

struct ksyms {
	const char *path;
	const char *types;		/* letters of symbols that are taken */
	bool was_read;
	const char *reason;		/* see ksyms_reason() */
	char *text;			/* NUL-terminated names; begins with an empty one */
	size_t used, size;
	struct ksym *syms;		/* by address */
	u32 n, cap;
};

/* path NULL: /proc/kallsyms.  Nothing is read yet.  The path must live as long as k. */
void ksyms_init(struct ksyms *k, const char *path);
/* The kernel's variables instead of its functions: d D b B r R v V. */
void ksyms_init_data(struct ksyms *k, const char *path);
void ksyms_free(struct ksyms *k);

/* Strings of *out live as long as k.  When it returns false all of *out is 0. */
bool ksyms_find(struct ksyms *k, u64 address, struct symbol *out);

/* Of a function; the lowest address when several have this name, 0 when none has. */
u64 ksyms_address(struct ksyms *k, const char *name);

/* Why nothing is ever found, for a message; NULL when there are symbols. */
const char *ksyms_reason(struct ksyms *k);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEMA_FUNCTION_LIST_H
#define SEMA_FUNCTION_LIST_H

/*
 * The functions of the target's kernel that probes may mean: one sorted list, wherever it is from.
 *
 *  - The running kernel's own lists: available_filter_functions_addrs (or the older one without
 *    addresses, which then come from kallsyms), and the blacklist of kprobes.
 *  - Of a file that has these lists (target/kernel.h), the same without addresses.
 *  - Of a kernel that is known by its BTF alone: the functions of its BTF, as if all could be traced.
 *
 * A function whose name the kernel has more than once is there more than once, told apart by address.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/arena.h"

struct ktypes;
struct target;

struct kernel_function {
	const char *name;
	uint64_t address;	/* of the function or of the place in it that is patched; 0: not known */
	const char *module;	/* NULL: the kernel itself */
	bool traceable, blacklisted;
};

struct function_list {
	const struct kernel_function *v;	/* by name, then by address */
	size_t n;
	const char *why_guessed;	/* NULL: the kernel's own lists; else why they are not at hand */
};

/* Read at the first call; never NULL.  May be empty. */
const struct function_list *target_functions(struct target *t);

/* All of a name: the first one, and how many. */
const struct kernel_function *function_list_find(const struct function_list *f, const char *name, size_t *n);

/* Must kprobes leave it alone?  Reads no more than that list; what is not known is not blacklisted. */
bool target_blacklists(struct target *t, const char *name);

/* What the handlers of a probe use of its functions. */
struct uses {
	bool params, result;		/* by type: $name, $it; $return */
	bool it, exit;
	unsigned args;			/* the highest $argN */
};

/* ---- the sources, for tests ---- */

/* From texts in the kernel's formats; kallsyms and blacklist may be NULL.  They must stay. */
struct function_list *function_list_parse(struct arena *a, char *list, bool with_addresses, char *kallsyms,
				  char *blacklist);
struct function_list *function_list_of_btf(struct arena *a, const struct ktypes *kt, const char *why);

#endif

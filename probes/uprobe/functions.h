/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_UPROBE_FUNCTIONS_H
#define PROBES_UPROBE_FUNCTIONS_H

/*
 * The functions of an ELF file by their names.
 *
 * A name is the linker's, or what the source calls it: C++ and Rust names are demangled, without
 * parameters unless the pattern has some.  name@VERSION means one version of several.
 *
 * One name alone means the function that programs get that are linked now: of several versions the
 * default one, a global function before local ones of the same name; all local ones when there is
 * no other.  A pattern means all functions but older versions.  Functions that are chosen when a
 * program starts (IFUNC) have only the one that chooses, which is not what anybody wants to see.
 */

#include <stdint.h>

#include "common/arena.h"
#include "common/nearest.h"
#include "probes/uprobe/name_pattern.h"

#define USER_FUNCTIONS_MAX 65536		/* of one pattern */

struct user_function {
	const char *name;		/* as it was matched: demangled, without its version */
	uint64_t offset;		/* in the file */
};

enum user_functions_found {
	USER_FUNCTIONS_OK,
	USER_FUNCTIONS_NONE,
	USER_FUNCTIONS_IFUNC,		/* the only ones of the name are chosen at start */
	USER_FUNCTIONS_TOO_MANY,
	USER_FUNCTIONS_NO_FILE,		/* not an ELF file of this machine's, or one of 32 bits */
};

/*
 * The functions at different offsets, by these; their number.  near (NULL: nobody asks) is offered
 * all names when there are none.  Names live in the arena.
 */
enum user_functions_found user_functions_find(struct arena *a, int fd, const struct name_pattern *p,
				    struct user_function **out, unsigned *n, struct nearest *near);

#endif

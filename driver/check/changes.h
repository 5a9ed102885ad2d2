/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DRIVER_CHECK_CHANGES_H
#define DRIVER_CHECK_CHANGES_H

/*
 * What became of a name between two kernels, by comparing their types.
 *
 * A parameter or member that is gone was renamed if at its place, or as the only one of its type,
 * there is one that the other kernel does not have.
 */

#include "common/diag.h"
#include "sema/ktypes.h"

struct change {
	enum change_kind {
		CHANGE_UNKNOWN,		/* the other kernel tells nothing */
		CHANGE_GONE,
		CHANGE_RENAMED,		/* certain: same type, same place */
		CHANGE_LIKELY,		/* one of the same type, somewhere else */
		CHANGE_MOVED,		/* it is a member of a member: `to' is "a.b" */
	} kind;
	const char *to;			/* RENAMED, LIKELY, MOVED */
	const char *was; /* how the other kernel declares it; NULL: nothing to show */
	const char *is;			/* GONE: what stands at its place; NULL: nothing */
};

/* code: of a message whose subject was not found in `here'; `there' has it. */
struct change change_find(struct arena *a, enum diag_code code, const struct diag_subject *what,
			  const struct ktypes *here, const struct ktypes *there);

/* A type with a name as C declares it, in the arena; name NULL: the type alone. */
const char *change_declared(struct arena *a, const struct ktypes *kt, uint32_t type,
			    const char *name);

#endif

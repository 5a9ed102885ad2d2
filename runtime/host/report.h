/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_REPORT_H
#define RUNTIME_HOST_REPORT_H

/*
 * What is said at the end of a run: faults per site and losses per probe, each at its place in the
 * script, from the counters of the state.  Nothing when there were none.
 *
 *	script.fp:3:12: fault: bad address, 17 times
 *	    printf("%d\n", $file->f_flags)
 *	                   ^~~~~~~~~~~~~~
 */

#include <stdbool.h>
#include <stdio.h>

#include "runtime/host/backend.h"
#include "runtime/host/json.h"

struct report {
	const struct program *p;
	struct backend *b;		/* NULL: nothing ran in the kernel */
	const volatile u64 *state;
	u64 malformed;			/* records that fit no printf of the program */
	struct json *json;		/* each sentence is an object there too; NULL: not */
};

/*
 * Prints to out, unless it is NULL.  True when anything was lost or faulted.  To be called between
 * the back end's detach() and its close().
 */
bool report_print(const struct report *r, FILE *out, enum diag_color color);

#endif

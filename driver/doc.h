/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DRIVER_DOC_H
#define DRIVER_DOC_H

/*
 * fptap doc: what the standard library has, from the comments above its functions and aliases.
 *
 *	fptap doc			a line for each, by file
 *	fptap doc task_state vfs.read	all that is said of these
 *	fptap doc --format=man		the manual page fptap-stdlib(7)
 */

#include "driver/options.h"

int doc_main(struct session *s, const struct options *o);

#endif

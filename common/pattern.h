/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMMON_PATTERN_H
#define COMMON_PATTERN_H

/*
 * Names by pattern, as probe points have them:
 *
 *	vfs_read		that name
 *	SSL_*, h[13]		*, ? and [] as in a shell
 *	vfs_{read,write}	one of these
 *	a, b			this or that
 *
 * Commas and braces between ( ) or < > belong to a C++ name: add(int, int).  A name that is written
 * the same is meant in any case: operator[].
 */

#include <stdbool.h>

#include "common/arena.h"

#define PATTERN_MAX 1024		/* alternatives */

struct pattern {
	const char *text;
	const char **words;		/* without braces and commas */
	unsigned n, cap;
	bool many;			/* may mean more than one name */
};

/* False: there are too many alternatives, or a brace without its other one. */
bool pattern_init(struct pattern *p, struct arena *a, const char *text);
bool pattern_matches(const struct pattern *p, const char *name);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_UPROBE_NAME_PATTERN_H
#define PROBES_UPROBE_NAME_PATTERN_H

/*
 * Names of programs' functions by pattern (common/pattern.h), where some are C++: commas between ( )
 * or < > belong to a name, and a name that is written the same is meant in any case: operator[].
 */

#include "common/pattern.h"

struct name_pattern {
	const char *text;
	const char **parts;		/* of the list */
	unsigned n;
	bool many;			/* may mean more than one name */
};

/* False: a brace is without its other one, or a part is empty. */
bool name_pattern_init(struct name_pattern *p, struct arena *a, const char *text);
bool name_pattern_matches(const struct name_pattern *p, const char *name);

#endif

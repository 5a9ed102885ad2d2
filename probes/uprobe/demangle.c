// SPDX-License-Identifier: GPL-2.0-or-later
/* See demangle.h. */

#include "probes/uprobe/demangle.h"

#include <stddef.h>

#include <libiberty/demangle.h>

char *demangle(const char *name, bool params)
{
	int options = DMGL_ANSI | (params ? DMGL_PARAMS : 0);

	if (name[0] != '_' || (name[1] != 'Z' && name[1] != 'R'))
		return NULL;
	return cplus_demangle(name, options | DMGL_AUTO);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_UPROBE_DEMANGLE_H
#define PROBES_UPROBE_DEMANGLE_H

/*
 * C++ and Rust names as their sources have them, by libiberty: the C library of the GNU tools that
 * binutils and gdb use, which limits the depth of what it reads.  The C++ runtime's own function
 * would bring that runtime along, and elfutils has none.
 */

#include <stdbool.h>

/* "ns::Count::add", with params "ns::Count::add(int)"; to be freed.  NULL: it is not mangled. */
char *demangle(const char *name, bool params);

#endif

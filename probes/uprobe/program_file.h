/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_UPROBE_PROGRAM_FILE_H
#define PROBES_UPROBE_PROGRAM_FILE_H

/*
 * The file that a probe point means:
 *
 *	a/b, /a/b		that path
 *	libc, libssl.so.3	the library that the dynamic loader takes (LD_LIBRARY_PATH, its cache,
 *				its usual directories); with a process, the one that it has mapped
 *	bash			the program that the shell would run (PATH)
 *
 * With a process, paths are those that it sees: its root may be another one.
 */

#include "common/arena.h"

/* pid 0: none.  NULL: there is no such file, *why says what was looked for. */
const char *program_file(struct arena *a, const char *name, int pid, const char **why);

#endif

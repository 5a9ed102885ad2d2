/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_FILES_H
#define RUNTIME_HOST_FILES_H

/*
 * The limit of open files.  Each program, link and map of a run is an open file of this process, and
 * the usual limit of 1024 ends at some 200 probes.
 */

/* Raises the limit, as far as that is allowed, so that n more files can be open. */
void files_make_room(unsigned n);

/* The limit as it was: for the command of -c.  May be called between fork() and exec(). */
void files_restore_limit(void);

#endif

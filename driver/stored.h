/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DRIVER_STORED_H
#define DRIVER_STORED_H

/*
 * Kernels by version: what `fptap kernel fetch' and the virtual machines have brought stays below
 * path_kernels(), a directory or a .fpk for each, by Debian's names of architectures.
 */

#include "common/session.h"

/* Calls each for every kernel of a directory, in the order of versions; name is the last part of path. */
void stored_each(struct session *s, const char *dir,
		 void (*each)(void *arg, const char *path, const char *name), void *arg);

/* The newest stored one of a version such as 6.12 or newest; arch: "amd64", "arm64".  NULL: there is none. */
const char *stored_kernel(struct session *s, const char *version, const char *arch);

/* What --kernel=WORD means where one kernel is wanted: a file or directory, else a version of this
 * machine's architecture; WORD itself where there is neither, for the message of who opens it. */
const char *stored_or_file(struct session *s, const char *word);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_FILES_H
#define TARGET_FILES_H

/* Whole files. */

#include "target/unpack.h"

/*
 * In malloc()ed memory, at most `most` bytes.  Files of /proc and /sys too, which do not know their
 * size.  False, and *why is the end of a sentence.
 */
bool file_read(struct arena *a, const char *path, uint64_t most, struct bytes *out,
	       const char **why);
/* Nobody may write to it, or this user may not. */
bool file_is_read_only(const char *path);
/*
 * Written beside its place first, so that what is there is whole, with the mode and, where that is
 * allowed, the owner of what was there.  NULL, or why not, the end of a sentence.
 */
const char *file_write(struct arena *a, const char *path, struct bytes text);
void file_free(struct bytes *b);

#endif

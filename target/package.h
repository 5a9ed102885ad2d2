/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_PACKAGE_H
#define TARGET_PACKAGE_H

/*
 * The files of a Debian package: an ar archive with a compressed tar archive.
 *
 * Formats: deb(5); the ustar, GNU and pax headers of tar.  A package is read in one pass; each file
 * that is wanted is handed over whole.
 */

#include "target/unpack.h"

#define PACKAGE_MAX_FILE ((uint64_t)256 << 20)

struct package_reader {
	void *arg;
	/* A regular file of the package ("usr/src/…", without a leading "./"): is it of use? */
	bool (*wants)(void *arg, const char *path, uint64_t size);
	/* Its bytes, malloc()ed, which are the callee's from then on. */
	void (*take)(void *arg, const char *path, void *data, size_t size);
	/* Nothing more is wanted; may be NULL. */
	bool (*done)(void *arg);
};

bool package_is(struct bytes file);

/* NULL, or what is wrong with it, the end of a sentence. */
const char *package_read(struct bytes file, const struct package_reader *r);

#endif

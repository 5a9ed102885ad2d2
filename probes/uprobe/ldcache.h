/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_UPROBE_LDCACHE_H
#define PROBES_UPROBE_LDCACHE_H

/*
 * /etc/ld.so.cache: where the dynamic loader finds libraries.  The format is glibc's since 2.32 and
 * before (cache-internal.h there); what breaks it is not found.
 *
 * Libraries for special processors (glibc-hwcaps) are left out: they are probed by their path.
 */

#include <stddef.h>

#include "common/arena.h"

/*
 * The path of a library for programs of this machine's: by its name ("libssl.so.3"), or without the
 * version ("libssl", "libssl.so"), then of the highest one.  NULL: it is not there.
 */
const char *ldcache_find(struct arena *a, const void *cache, size_t size, const char *name);

/* "libssl" or "libssl.so" for "libssl.so.3", or the very name. */
int ldcache_is_name_of(const char *name, const char *library);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DRIVER_PATHS_H
#define DRIVER_PATHS_H

/* Where fptap finds its own files: next to the program, in the build tree or where it is installed.
 */

#include "common/session.h"

/* The running program. */
const char *path_self(struct session *s);

/*
 * The folder with bpf/, kmod/ and wire.h: $FPTAP_RUNTIME, the source tree of a program in its build
 * tree, ../share/fptap/runtime of an installed one.  NULL after a diagnostic.
 */
const char *path_runtime(struct session *s);

/* The standard library: $FPTAP_STDLIB, or found as the runtime is.  NULL: there is none. */
const char *path_stdlib(struct session *s);

/* fptap-vm, fptap-kernel and fptap-guest, looked up the same way; NULL after a diagnostic. */
const char *path_helper(struct session *s, const char *name);

/* Compiled objects: $FPTAP_CACHE, $XDG_CACHE_HOME/fptap or ~/.cache/fptap, below it objects. */
const char *path_cache(struct session *s);

/* Kernels that fptap-kernel has brought: the same, below it kernels; NULL: there is no home. */
const char *path_kernels(struct session *s);

#endif

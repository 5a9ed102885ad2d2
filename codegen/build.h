/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CODEGEN_BUILD_H
#define CODEGEN_BUILD_H

/*
 * From generated C to something that can be loaded: clang for BPF, kbuild for the module, both
 * behind a cache.
 *
 * The cache is keyed by content: the C text, the runtime's headers, the compiler's command and, for
 * the module, the target kernel's release.  A run whose object is in the cache needs neither a
 * compiler nor headers.
 */

#include "common/session.h"

struct build_options {
	const char *runtime_dir;	/* holds bpf/, kmod/ and wire.h */
	const char *cache_dir;		/* NULL: no cache */
	const char *clang;		/* the compiler for BPF */
	const char *release;		/* module: the target's uname -r */
	const char *headers; /* module: a kernel build directory, or one with a kmake script */
	const char *arch;		/* "x86_64", "arm64" */
	const char *keep_dir;		/* NULL: intermediate files are removed */
	bool verbose;			/* show the commands */
	bool progress;			/* standard error is a terminal: say what takes long */
};

struct build_part {
	const char *name;
	double seconds;
};

#define BUILD_PARTS 4

struct built {
	const char *path; /* the .o or .ko; NULL when it is in memory alone (no cache) */
	const void *data;		/* its bytes */
	size_t size;
	bool cached;			/* nothing was compiled */
	double seconds;			/* spent in the compiler */
	struct build_part parts[BUILD_PARTS];	/* of these, with kbuild; seconds 0: not got to */
	const char *c_text;		/* the C it was made from */
};

/* False after a diagnostic.  built->data lives as long as the session. */
bool build_bpf(struct session *s, const struct build_options *o, const char *c_text,
	       struct built *built);
bool build_module(struct session *s, const struct build_options *o, const char *c_text,
		  struct built *built);
/* The module as a directory that `make' builds; it is made when it is not there. */
bool build_module_sources(struct session *s, const struct build_options *o, const char *c_text,
			  const char *dir);

#endif

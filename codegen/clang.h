/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CODEGEN_CLANG_H
#define CODEGEN_CLANG_H

/*
 * Runs clang on a C text.  Text, object and messages go through memory files: nothing is written to
 * any directory, and nothing is left behind, whatever happens.
 */

#include <stdbool.h>
#include <stddef.h>

#include "common/arena.h"

#define CLANG_SECONDS 60	/* a compiler that takes longer is ended */
#define CLANG_MAX_OBJECT (64u << 20)
#define CLANG_MAX_MESSAGES (64u << 10)	/* the rest is dropped */

/*
 * What each BPF compilation is called with, NULL-terminated, without paths.  Integers of the
 * language wrap, and kernel pointers may be NULL anywhere.  -g is for BTF.
 */
extern const char *const clang_flags[];
#define CLANG_MAX_FLAGS 32

struct clang_run {
	const char *path;		/* the program */
	const char *include[2];
	const char *define;		/* "FPT_TSO=1" or NULL */
	bool verbose;			/* show the command on stderr */
	/* results */
	void *object;
	size_t size;
	char *messages;			/* what it wrote to stderr; "" when nothing */
	const char *failure;		/* why there is no object, in our words */
	double seconds;
};

/* False: no object. */
bool clang_compile(struct arena *a, struct clang_run *r, const char *c_text);

#endif

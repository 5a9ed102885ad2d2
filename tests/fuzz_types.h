/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_FUZZ_TYPES_H
#define TESTS_FUZZ_TYPES_H

/* For fuzzers that compile: a kernel's types, opened once from $FPTAP_FUZZ_BTF; and what has to be right. */

#include <stdio.h>
#include <stdlib.h>

#include "sema/ktypes.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);

static struct ktypes *types;
static struct arena types_arena;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *path = getenv("FPTAP_FUZZ_BTF"), *why = NULL;

	(void)argc;
	(void)argv;
	types = path ? ktypes_open_file(&types_arena, path, &why) : NULL;
	if (!types) {
		fprintf(stderr, "FPTAP_FUZZ_BTF: %s\n", why ? why : "not set");
		exit(1);
	}
	return 0;
}

static void must(bool right, const char *what)
{
	if (right)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

#endif

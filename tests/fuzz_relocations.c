// SPDX-License-Identifier: GPL-2.0-or-later
/* Throws objects at the reader of their relocations. */

#include <bpf/libbpf.h>
#include <string.h>

#include "target/relocations.h"
#include "tests/fuzz_types.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void look(void *arg, const struct relocation *r)
{
	unsigned *n = arg;

	must(*r->what && *r->why && strlen(r->section) < 100000, "a relocation without a reason");
	++*n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned char *copy = malloc(size ? size : 1);
	struct arena a = { 0 };
	const char *why = NULL;
	unsigned bad = 0;
	int n;

	libbpf_set_print(NULL);
	memcpy(copy, data, size);
	n = relocations_check(&a, copy, size, types, look, &bad, &why);
	must(n >= 0 ? bad <= (unsigned)n : why && *why, "no answer");
	arena_free(&a);
	free(copy);
	return 0;
}

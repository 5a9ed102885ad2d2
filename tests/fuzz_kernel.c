// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Throws bytes at all readers of kernels at once, and asks what they took for a kernel.
 *
 * A .fpk gets the size and the checksum that it should have, so that what is inside is looked at
 * too.
 */

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "target/fpk.h"
#include "target/kernel_int.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask(struct kernel *k)
{
	struct kfunc fn;
	struct str out;
	const char *why = "";
	uint32_t i, id = 0;

	for (i = 0; i < k->functions.n && i < 100; i++) {
		const char *name = function_name(&k->functions, &k->functions.v[i]);

		if (!functions_find(&k->functions, name))
			abort();
		functions_clone(&k->functions, name);
		function_module(&k->functions, &k->functions.v[i]);
	}
	while (ktypes_next_function(k->kt, &id, &fn))
		ktypes_get(k->kt, fn.result);
	facts_missing(&k->facts, "CONFIG_FPROBE, CONFIG_KPROBES");
	kernel_add_module(k, "m", &why);
	str_init(&out, k->arena);
	kernel_save(k, &out, &why);
}

static void make_whole(unsigned char *file, size_t size)
{
	struct fpk_head head;

	if (size < sizeof(head) || !fpk_is((struct bytes){ file, size }))
		return;
	memcpy(&head, file, sizeof(head));
	head.version = FPK_VERSION;
	head.size = size;
	head.checksum = (uint32_t)crc32_z(0, file + sizeof(head), size - sizeof(head));
	memcpy(file, &head, sizeof(head));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned char *copy = malloc(size ? size : 1);
	struct arena a = { 0 };
	const char *why = NULL;
	struct kernel *k;

	memcpy(copy, data, size);
	make_whole(copy, size);
	k = kernel_open_bytes(&a, "fuzz", (struct bytes){ copy, size }, &why);
	if (k) {
		ask(k);
		kernel_close(k);
	} else if (!why) {
		abort();
	}
	arena_free(&a);
	free(copy);
	return 0;
}

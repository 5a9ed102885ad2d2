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

static bool any(void *arg, const char *name)
{
	(void)arg;
	return !*name;
}

/* The file as a module too: of another kernel, of none that is known, and of one with a list of functions. */
static void add_itself(struct kernel *k, struct bytes file)
{
	const char *why = "";

	k->release = "1";
	kernel_add_module_bytes(k, file, "m1", &why);
	k->release = NULL;
	if (kernel_add_module_bytes(k, file, "m2", &why) == MODULE_ADDED && !kernel_module_types(k, "m2"))
		abort();
	kernel_absent_with(k, any, NULL);
}

static void ask(struct kernel *k, struct bytes file)
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
	add_itself(k, file);
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
		ask(k, (struct bytes){ copy, size });
		kernel_close(k);
	} else if (!why) {
		abort();
	}
	arena_free(&a);
	free(copy);
	return 0;
}

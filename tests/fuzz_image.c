// SPDX-License-Identifier: GPL-2.0-or-later
/* Throws bytes at the readers of boot images and of ELF files. */

#include <stdlib.h>
#include <string.h>

#include "target/elf.h"
#include "target/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	struct elf_facts facts;
	struct bytes btf;
	struct image i;
	size_t at = 0;

	if (!image_open(&i, (struct bytes){ data, size })) {
		image_release(i.bytes, &a);
		while (image_next_btf(i.bytes, &at, &btf))
			if (btf.at < i.bytes.at || btf.at + btf.size > i.bytes.at + i.bytes.size)
				abort();
		if (elf_is(i.bytes))
			elf_read(&facts, i.bytes, -1);
	}
	image_close(&i);
	arena_free(&a);
	return 0;
}

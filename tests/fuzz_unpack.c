// SPDX-License-Identifier: GPL-2.0-or-later
/* Throws bytes at the decoders: gzip, xz, zstd, lz4. */

#include <stdlib.h>
#include <string.h>

#include "target/unpack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MOST ((size_t)1 << 20)

/* In pieces of odd sizes it must be what it is at once. */
static void in_pieces(struct bytes in, const unsigned char *want, size_t size)
{
	struct unpack *u = unpack_open(in);
	unsigned char part[777];
	size_t got, at = 0;

	while (unpack_read(u, part, sizeof(part), &got) && got) {
		if (got > size - at || memcmp(part, want + at, got))
			abort();
		at += got;
	}
	if (at != size)
		abort();
	unpack_close(u);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes in = { data, size };
	const char *why = NULL;
	size_t n;
	void *all = unpack_all(in, MOST, &n, &why);

	if (!all == !why)
		abort();
	if (all)
		in_pieces(in, all, n);
	free(all);
	return 0;
}

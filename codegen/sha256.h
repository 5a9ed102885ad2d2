/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CODEGEN_SHA256_H
#define CODEGEN_SHA256_H

/* SHA-256 (FIPS 180-4), for names and checksums of cache entries. */

#include <stddef.h>
#include <stdint.h>

#define SHA256_BYTES 32

struct sha256 {
	uint32_t h[8];
	uint64_t bytes;
	uint8_t block[64];
};

void sha256_init(struct sha256 *s);
void sha256_add(struct sha256 *s, const void *data, size_t n);
void sha256_done(struct sha256 *s, uint8_t out[SHA256_BYTES]);

#endif

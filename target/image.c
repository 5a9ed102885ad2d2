// SPDX-License-Identifier: GPL-2.0-or-later
/* See image.h. */

#include "target/image.h"

#include <stdlib.h>
#include <string.h>

#define MAX_LAYERS 3	/* packed in packed: Image.gz of a zboot image is two */

static uint32_t u32_at(struct bytes b, size_t off)
{
	uint32_t v = 0;

	if (off + sizeof(v) <= b.size)
		memcpy(&v, b.at + off, sizeof(v));
	return v;
}

static bool has(struct bytes b, size_t off, const char *text, size_t n)
{
	return off + n <= b.size && !memcmp(b.at + off, text, n);
}

/* Part of a file by numbers that it holds; false when it reaches outside. */
static bool part(struct bytes b, uint64_t off, uint64_t size, struct bytes *out)
{
	if (off > b.size || size > b.size - off || !size)
		return false;
	*out = (struct bytes){ b.at + off, (size_t)size };
	return true;
}

#define X86_SECTORS 0x1f1
#define X86_MAGIC 0x202
#define X86_VERSION 0x206
#define X86_PAYLOAD 0x248
#define X86_PAYLOAD_SIZE 0x24c

/* What lies packed in a boot image; *in is the image itself when it is none. */
static const char *payload(struct bytes b, struct bytes *in)
{
	uint64_t setup;

	*in = b;
	if (has(b, X86_MAGIC, "HdrS", 4)) {
		setup = (b.at[X86_SECTORS] ? b.at[X86_SECTORS] : 4u) + 1u;
		if ((u32_at(b, X86_VERSION) & 0xffff) < 0x208)
			return "its boot protocol is older than 2.08";
		if (!part(b, setup * 512 + u32_at(b, X86_PAYLOAD), u32_at(b, X86_PAYLOAD_SIZE), in))
			return "it is cut off";
		return unpack_format(*in) ? NULL : "its kernel is packed in a form not known here";
	}
	if (has(b, 0, "MZ", 2) && has(b, 4, "zimg", 4)) {
		if (!part(b, u32_at(b, 8), u32_at(b, 12), in))
			return "it is cut off";
		return unpack_format(*in) ? NULL : "its kernel is packed in a form not known here";
	}
	return NULL;
}

const char *image_open(struct image *i, struct bytes file)
{
	struct bytes in;
	const char *why;
	unsigned layer;
	size_t size;
	void *out;

	*i = (struct image){ .bytes = file };
	for (layer = 0; layer < MAX_LAYERS; layer++) {
		why = payload(i->bytes, &in);
		if (why)
			return why;
		if (!unpack_format(in))
			return NULL;
		out = unpack_all(in, IMAGE_MAX_BYTES, &size, &why);
		if (!out)
			return why;
		free(i->own);
		i->own = out;
		i->bytes = (struct bytes){ out, size };
	}
	return "it is packed too many times";
}

void image_close(struct image *i)
{
	free(i->own);
	*i = (struct image){ 0 };
}

/* Magic, version 1, no flags; a header of 24 bytes; types first, strings right behind them. */
#define BTF_BEGIN "\x9f\xeb\x01\x00\x18\x00\x00\x00\x00\x00\x00\x00"
#define BTF_BEGIN_SIZE 12
#define BTF_HEAD 24

bool image_next_btf(struct bytes k, size_t *at, struct bytes *btf)
{
	const unsigned char *hit;
	uint64_t types, size;
	size_t off;

	while (*at < k.size) {
		hit = memmem(k.at + *at, k.size - *at, BTF_BEGIN, BTF_BEGIN_SIZE);
		if (!hit)
			break;
		off = (size_t)(hit - k.at);
		*at = off + BTF_BEGIN_SIZE;
		types = u32_at(k, off + 12);
		size = BTF_HEAD + types + u32_at(k, off + 20);
		if (!types || u32_at(k, off + 16) != types || !part(k, off, size, btf))
			continue;
		*at = off + (size_t)size;
		return true;
	}
	return false;
}

#define BANNER "Linux version "

char *image_release(struct bytes k, struct arena *a)
{
	const char *at = (const char *)k.at, *end = at + k.size, *hit;
	size_t n;

	while ((hit = memmem(at, (size_t)(end - at), BANNER, strlen(BANNER)))) {
		at = hit + strlen(BANNER);
		for (n = 0; at + n < end && at[n] > ' ' && at[n] < 0x7f && n < 64; n++)
			;
		if (n && at[0] >= '0' && at[0] <= '9' && at + n < end && at[n] == ' ')
			return arena_strndup(a, at, n);
	}
	return NULL;
}

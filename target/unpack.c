// SPDX-License-Identifier: GPL-2.0-or-later
/* See unpack.h.  One row per format; each decoder takes input from `in` and fills a buffer. */

#include "target/unpack.h"

#include <lz4.h>
#include <lzma.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#define LZ4_BLOCK (8u << 20)	/* of the legacy form, unpacked */

struct unpack {
	const struct format *format;
	struct bytes in;		/* what is left */
	uint64_t out;			/* bytes so far */
	bool end;
	const char *why;
	z_stream z;
	lzma_stream xz;
	ZSTD_DStream *zstd;
	char *block;			/* lz4: one block … */
	size_t block_at, block_end;	/* … and what is left of it */
};

/*
 * step() fills up to n bytes and says how many; 0 without `end` means that the input is cut off.
 * False after setting why.
 */
struct format {
	const char *name, *magic;
	size_t magic_size;
	bool (*open)(struct unpack *u);
	bool (*step)(struct unpack *u, unsigned char *to, size_t n, size_t *got);
	void (*close)(struct unpack *u);
};

static bool broken(struct unpack *u, const char *why)
{
	u->why = why;
	return false;
}

static void consume(struct unpack *u, size_t n)
{
	u->in.at += n;
	u->in.size -= n;
}

/* ---- gzip ---- */

static bool gzip_open(struct unpack *u)
{
	return inflateInit2(&u->z, 16 + MAX_WBITS) == Z_OK || broken(u, "no memory for gzip");
}

static bool gzip_step(struct unpack *u, unsigned char *to, size_t n, size_t *got)
{
	size_t room = n < UINT32_MAX ? n : UINT32_MAX;
	size_t input = u->in.size < UINT32_MAX ? u->in.size : UINT32_MAX;
	int r;

	u->z.next_in = (unsigned char *)u->in.at;
	u->z.avail_in = (uInt)input;
	u->z.next_out = to;
	u->z.avail_out = (uInt)room;
	r = inflate(&u->z, Z_NO_FLUSH);
	consume(u, input - u->z.avail_in);
	*got = room - u->z.avail_out;
	u->end = r == Z_STREAM_END;
	return r == Z_OK || r == Z_STREAM_END || r == Z_BUF_ERROR ||
	       broken(u, "its gzip data is broken");
}

static void gzip_close(struct unpack *u)
{
	inflateEnd(&u->z);
}

/* ---- xz ---- */

static bool xz_open(struct unpack *u)
{
	return lzma_stream_decoder(&u->xz, UNPACK_MAX_MEMORY, 0) == LZMA_OK ||
	       broken(u, "no memory for xz");
}

static bool xz_step(struct unpack *u, unsigned char *to, size_t n, size_t *got)
{
	lzma_ret r;

	u->xz.next_in = u->in.at;
	u->xz.avail_in = u->in.size;
	u->xz.next_out = to;
	u->xz.avail_out = n;
	r = lzma_code(&u->xz, LZMA_RUN);
	consume(u, u->in.size - u->xz.avail_in);
	*got = n - u->xz.avail_out;
	u->end = r == LZMA_STREAM_END;
	if (r == LZMA_MEMLIMIT_ERROR)
		return broken(u, "its xz data wants over 256 MB of memory");
	return r == LZMA_OK || r == LZMA_STREAM_END || r == LZMA_BUF_ERROR ||
	       broken(u, "its xz data is broken");
}

static void xz_close(struct unpack *u)
{
	lzma_end(&u->xz);
}

/* ---- zstd: its own bound on a window is 128 MB ---- */

static bool zstd_open(struct unpack *u)
{
	u->zstd = ZSTD_createDStream();
	return (u->zstd && !ZSTD_isError(ZSTD_initDStream(u->zstd))) ||
	       broken(u, "no memory for zstd");
}

static bool zstd_step(struct unpack *u, unsigned char *to, size_t n, size_t *got)
{
	ZSTD_inBuffer in = { u->in.at, u->in.size, 0 };
	ZSTD_outBuffer out = { to, n, 0 };
	size_t r = ZSTD_decompressStream(u->zstd, &out, &in);

	consume(u, in.pos);
	*got = out.pos;
	if (ZSTD_isError(r))
		return broken(u, "its zstd data is broken");
	u->end = r == 0;
	return true;
}

static void zstd_close(struct unpack *u)
{
	ZSTD_freeDStream(u->zstd);
}

/* ---- lz4: a magic number, then blocks behind their packed sizes ---- */

static bool lz4_open(struct unpack *u)
{
	consume(u, 4);
	u->block = malloc(LZ4_BLOCK);
	return u->block || broken(u, "no memory for lz4");
}

static bool lz4_block(struct unpack *u)
{
	uint32_t size;
	int n;

	if (u->in.size < sizeof(size)) {
		u->end = true;
		return true;
	}
	memcpy(&size, u->in.at, sizeof(size));
	if (!size || size > u->in.size - sizeof(size)) {
		/* Kernels put their unpacked size behind the last block. */
		u->end = u->in.size == sizeof(size) && u->out;
		return u->end || broken(u, "its lz4 data is cut off");
	}
	n = LZ4_decompress_safe((const char *)u->in.at + sizeof(size), u->block, (int)size,
				LZ4_BLOCK);
	if (size > INT32_MAX || n <= 0)
		return broken(u, "its lz4 data is broken");
	consume(u, sizeof(size) + size);
	u->block_at = 0;
	u->block_end = (size_t)n;
	return true;
}

static bool lz4_step(struct unpack *u, unsigned char *to, size_t n, size_t *got)
{
	size_t have;

	if (u->block_at == u->block_end && !lz4_block(u))
		return false;
	have = u->block_end - u->block_at;
	*got = u->end ? 0 : have < n ? have : n;
	memcpy(to, u->block + u->block_at, *got);
	u->block_at += *got;
	return true;
}

static void lz4_close(struct unpack *u)
{
	free(u->block);
}

/* ---- as it is ---- */

static bool plain_open(struct unpack *u)
{
	(void)u;
	return true;
}

static bool plain_step(struct unpack *u, unsigned char *to, size_t n, size_t *got)
{
	*got = n < u->in.size ? n : u->in.size;
	memcpy(to, u->in.at, *got);
	consume(u, *got);
	u->end = !u->in.size;
	return true;
}

static void plain_close(struct unpack *u)
{
	(void)u;
}

static const struct format formats[] = {
	{ "gzip", "\x1f\x8b\x08", 3, gzip_open, gzip_step, gzip_close },
	{ "xz", "\xfd""7zXZ", 6, xz_open, xz_step, xz_close },
	{ "zstd", "\x28\xb5\x2f\xfd", 4, zstd_open, zstd_step, zstd_close },
	{ "lz4", "\x02\x21\x4c\x18", 4, lz4_open, lz4_step, lz4_close },
	{ NULL, "", 0, plain_open, plain_step, plain_close },
};

static const struct format *format_of(struct bytes in)
{
	const struct format *f = formats;

	while (in.size < f->magic_size || memcmp(in.at, f->magic, f->magic_size))
		f++;
	return f;
}

const char *unpack_format(struct bytes in)
{
	return format_of(in)->name;
}

struct unpack *unpack_open(struct bytes in)
{
	struct unpack *u = calloc(1, sizeof(*u));

	if (!u)
		abort();	/* as an arena does */
	u->format = format_of(in);
	u->in = in;
	u->format->open(u);
	return u;
}

void unpack_close(struct unpack *u)
{
	u->format->close(u);
	free(u);
}

bool unpack_read(struct unpack *u, void *to, size_t n, size_t *got)
{
	size_t part, before;

	for (*got = 0; *got < n && !u->end && !u->why; *got += part) {
		before = u->in.size;
		if (!u->format->step(u, (unsigned char *)to + *got, n - *got, &part))
			break;
		u->out += part;
		if (!part && !u->end && u->in.size == before)
			u->why = "its compressed data is cut off";
		if (u->out > UNPACK_MAX_BYTES)
			u->why = "over 1 GB comes out of its compressed data";
	}
	return !u->why;
}

bool unpack_skip(struct unpack *u, uint64_t n)
{
	unsigned char away[16384];
	size_t part, got;

	for (; n; n -= got) {
		part = n < sizeof(away) ? (size_t)n : sizeof(away);
		if (!unpack_read(u, away, part, &got))
			return false;
		if (got < part)
			return broken(u, "it is cut off");
	}
	return true;
}

const char *unpack_why(const struct unpack *u)
{
	return u->why;
}

#define FIRST_ROOM ((size_t)1 << 20)

void *unpack_all(struct bytes in, size_t most, size_t *size, const char **why)
{
	struct unpack *u = unpack_open(in);
	size_t room = 0, got = 0;
	char *all = NULL, *more;

	*size = 0;
	do {
		room = room ? room * 2 : FIRST_ROOM;
		more = realloc(all, room);
		if (!more || *size > most) {
			*why = more ? "what it holds is too large" : "there is no memory for it";
			free(more ? more : all);
			unpack_close(u);
			return NULL;
		}
		all = more;
		if (!unpack_read(u, all + *size, room - *size, &got))
			break;
		*size += got;
	} while (*size == room);
	*why = unpack_why(u);
	unpack_close(u);
	if (*why || *size > most) {
		*why = *why ? *why : "what it holds is too large";
		free(all);
		return NULL;
	}
	return all;
}

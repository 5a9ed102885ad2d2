// SPDX-License-Identifier: GPL-2.0-or-later
/* See package.h. */

#include "target/package.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AR_MAGIC "!<arch>\n"
#define TAR_BLOCK 512u
#define MAX_PATH 4096u
#define MAX_FILES 200000u	/* a kernel's modules are 4,000 */

struct ar_head {
	char name[16], date[12], owner[6], group[6], mode[8], size[10], end[2];
};

struct tar_head {
	char name[100], mode[8], owner[8], group[8], size[12], time[12], sum[8], type, link[100];
	char magic[6], version[2], user[32], team[32], major[8], minor[8], prefix[155], pad[12];
};

bool package_is(struct bytes file)
{
	return file.size >= 8 && !memcmp(file.at, AR_MAGIC, 8);
}

/* Digits of a fixed field, blanks around them. */
static bool number(const char *field, size_t n, unsigned base, uint64_t *out)
{
	size_t i = 0;

	*out = 0;
	while (i < n && field[i] == ' ')
		i++;
	for (; i < n && field[i] >= '0' && field[i] < (char)('0' + base); i++) {
		if (*out >> 56)
			return false;
		*out = *out * base + (uint64_t)(field[i] - '0');
	}
	return i == n || field[i] == ' ' || !field[i];
}

/* GNU's form for sizes of 8 GB and more is larger than anything we take. */
static bool tar_number(const char *field, size_t n, uint64_t *out)
{
	return !((unsigned char)field[0] & 0x80) && number(field, n, 8, out);
}

static bool sum_is_right(const struct tar_head *h)
{
	const unsigned char *p = (const unsigned char *)h;
	uint64_t want;
	uint32_t sum = 0;
	size_t i, at = offsetof(struct tar_head, sum);

	for (i = 0; i < sizeof(*h); i++)
		sum += i >= at && i < at + sizeof(h->sum) ? ' ' : p[i];
	return tar_number(h->sum, sizeof(h->sum), &want) && want == sum;
}

struct tar {
	struct unpack *in;
	const struct package_reader *r;
	char path[MAX_PATH + 1];	/* of the next file, where a header of its own names it */
	bool named;
};

static const char *plain_path(const char *path)
{
	while (!strncmp(path, "./", 2))
		path += 2;
	return path;
}

static void set_path(struct tar *t, const struct tar_head *h)
{
	bool has_prefix = !memcmp(h->magic, "ustar", 6) && h->prefix[0];

	if (!t->named)
		snprintf(t->path, sizeof(t->path), "%.155s%s%.100s", has_prefix ? h->prefix : "",
			 has_prefix ? "/" : "", h->name);
	t->named = false;
}

static uint64_t padding(uint64_t size)
{
	return (TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK;
}

static const char *why_cut(const struct tar *t)
{
	return unpack_why(t->in) ? unpack_why(t->in) : "its archive is cut off";
}

/* The text of a header that is about the next file: a long name, or lines "LENGTH KEY=VALUE\n". */
static const char *read_name(struct tar *t, uint64_t size, bool pax)
{
	char text[MAX_PATH + 1], *at, *path = text;
	size_t got;

	if (size > MAX_PATH || !unpack_read(t->in, text, (size_t)size, &got) || got < size)
		return size > MAX_PATH ? "a name in its archive is too long" : why_cut(t);
	text[size] = 0;
	if (pax) {
		at = strstr(text, " path=");
		if (!at)
			return NULL;
		path = at + 6;
		path[strcspn(path, "\n")] = 0;
	}
	snprintf(t->path, sizeof(t->path), "%s", path);
	t->named = true;
	return NULL;
}

static const char *read_file(struct tar *t, const char *path, uint64_t size)
{
	size_t got;
	void *data;

	if (size > PACKAGE_MAX_FILE)
		return "a file in it is too large";
	data = malloc(size ? (size_t)size : 1);
	if (!data)
		return "there is no memory for it";
	if (!unpack_read(t->in, data, (size_t)size, &got) || got < size) {
		free(data);
		return why_cut(t);
	}
	t->r->take(t->r->arg, path, data, (size_t)size);
	return NULL;
}

/* What follows a header; *used says how many of its bytes were read. */
static const char *read_entry(struct tar *t, const struct tar_head *h, uint64_t size,
			      uint64_t *used)
{
	const char *path;

	*used = size;
	if (h->type == 'L' || h->type == 'x')
		return read_name(t, size, h->type == 'x');
	set_path(t, h);
	path = plain_path(t->path);
	if ((h->type == '0' || !h->type) && t->r->wants(t->r->arg, path, size))
		return read_file(t, path, size);
	*used = 0;
	return NULL;
}

static const char *read_tar(struct tar *t)
{
	struct tar_head h;
	uint64_t size, used;
	const char *why;
	unsigned n = 0;
	size_t got;

	while (n++ < MAX_FILES && !(t->r->done && t->r->done(t->r->arg))) {
		if (!unpack_read(t->in, &h, sizeof(h), &got) || (got && got < sizeof(h)))
			return why_cut(t);
		if (!got || !h.name[0])
			return NULL;
		if (!sum_is_right(&h) || !tar_number(h.size, sizeof(h.size), &size))
			return "its archive is broken";
		why = read_entry(t, &h, size, &used);
		if (why)
			return why;
		if (!unpack_skip(t->in, size - used + padding(size)))
			return why_cut(t);
	}
	return n > MAX_FILES ? "it has too many files" : NULL;
}

static const char *read_data(struct bytes data, const struct package_reader *r)
{
	struct tar *t = calloc(1, sizeof(*t));
	const char *why;

	if (!t)
		return "there is no memory for it";
	t->r = r;
	t->in = unpack_open(data);
	why = unpack_why(t->in) ? unpack_why(t->in) : read_tar(t);
	unpack_close(t->in);
	free(t);
	return why;
}

const char *package_read(struct bytes file, const struct package_reader *r)
{
	size_t off = 8;
	struct ar_head h;
	uint64_t size;

	_Static_assert(sizeof(struct ar_head) == 60 && sizeof(struct tar_head) == TAR_BLOCK, "");
	while (file.size - off >= sizeof(h)) {
		memcpy(&h, file.at + off, sizeof(h));
		off += sizeof(h);
		if (memcmp(h.end, "`\n", 2) || !number(h.size, sizeof(h.size), 10, &size) ||
		    size > file.size - off)
			return "it is a package that is cut off or broken";
		if (!memcmp(h.name, "data.tar", 8))
			return read_data((struct bytes){ file.at + off, (size_t)size }, r);
		off += (size_t)size + (size & 1);
		if (off > file.size)
			break;
	}
	return "it is a package without files";
}

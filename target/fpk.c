// SPDX-License-Identifier: GPL-2.0-or-later
/* See fpk.h. */

#include "target/fpk.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "common/str.h"

_Static_assert(sizeof(struct fpk_head) == 64 && sizeof(struct fpk_section) == 80, "the format");

#define ALIGN 8u

bool fpk_is(struct bytes file)
{
	return file.size >= 8 && !memcmp(file.at, FPK_MAGIC, 8);
}

static const struct fpk_head *head_of(struct bytes file)
{
	return (const struct fpk_head *)file.at;
}

static const struct fpk_section *table_of(struct bytes file)
{
	return (const struct fpk_section *)(file.at + sizeof(struct fpk_head));
}

static bool type_is(const struct fpk_section *s, const char *type)
{
	return !strncmp(s->type, type, sizeof(s->type));
}

static const char *check_table(struct bytes file)
{
	const struct fpk_section *s = table_of(file);
	uint32_t i, n = head_of(file)->sections, metas = 0, kernels = 0, lists = 0;

	if (n > FPK_MAX_SECTIONS || sizeof(struct fpk_head) + n * sizeof(*s) > file.size)
		return "its table of sections is cut off";
	for (i = 0; i < n; i++) {
		if (s[i].offset % ALIGN || s[i].offset > file.size ||
		    s[i].size > file.size - s[i].offset)
			return "a section of it lies outside";
		if (memchr(s[i].name, 0, sizeof(s[i].name)) == NULL)
			return "a section's name has no end";
		metas += type_is(&s[i], "META");
		kernels += type_is(&s[i], "BTF");
		lists += type_is(&s[i], "FUNCS");
	}
	if (metas != 1 || kernels != 1 || lists > 1)
		return "a section of it is missing or there twice";
	return NULL;
}

const char *fpk_check(struct bytes file)
{
	const struct fpk_head *h = head_of(file);
	uint32_t sum;

	if (file.size < sizeof(*h))
		return "it is cut off";
	if (h->version != FPK_VERSION)
		return "it is of a version this program does not know";
	if (h->size != file.size)
		return h->size > file.size ? "it is cut off" : "there is something behind its end";
	sum = (uint32_t)crc32_z(0, file.at + sizeof(*h), file.size - sizeof(*h));
	if (sum != h->checksum)
		return "its checksum is wrong";
	return check_table(file);
}

static struct bytes bytes_of(struct bytes file, const struct fpk_section *s)
{
	return (struct bytes){ file.at + s->offset, (size_t)s->size };
}

bool fpk_section(struct bytes file, const char *type, const char *name, struct bytes *out)
{
	const struct fpk_section *s = table_of(file);
	uint32_t i;

	for (i = 0; i < head_of(file)->sections; i++) {
		if (!type_is(&s[i], type) || (name && strcmp(s[i].name, name)))
			continue;
		*out = bytes_of(file, &s[i]);
		return true;
	}
	return false;
}

/* ---- writing ---- */

static void pad(struct str *out, size_t start)
{
	while ((out->len - start) % ALIGN)
		str_put(out, "", 1);
}

void fpk_write(const struct fpk_part *parts, unsigned n, struct str *out)
{
	struct fpk_head head = { .version = FPK_VERSION, .sections = n };
	size_t start = out->len, table = start + sizeof(head);
	struct fpk_section s;
	unsigned i;

	memcpy(head.magic, FPK_MAGIC, sizeof(head.magic));
	str_put(out, (const char *)&head, sizeof(head));
	for (i = 0; i < n; i++) {
		s = (struct fpk_section){ .size = parts[i].bytes.size };
		memcpy(s.type, parts[i].type, strnlen(parts[i].type, sizeof(s.type)));
		memcpy(s.name, parts[i].name, strnlen(parts[i].name, sizeof(s.name) - 1));
		str_put(out, (const char *)&s, sizeof(s));
	}
	for (i = 0; i < n; i++) {
		pad(out, start);
		memcpy(&s, out->text + table + i * sizeof(s), sizeof(s));
		s.offset = out->len - start;
		memcpy(out->text + table + i * sizeof(s), &s, sizeof(s));
		str_put(out, (const char *)parts[i].bytes.at, parts[i].bytes.size);
	}
	pad(out, start);
	head.size = out->len - start;
	head.checksum = (uint32_t)crc32_z(0, (unsigned char *)out->text + table, out->len - table);
	memcpy(out->text + start, &head, sizeof(head));
}

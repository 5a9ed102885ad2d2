/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_FPK_H
#define TARGET_FPK_H

/*
 * .fpk: what there is to know of one kernel to check scripts for it, in one file.
 *
 * All numbers are little-endian; sections begin at multiples of 8 and can be used where they lie.
 *
 *	header		64 bytes, struct fpk_head
 *	table		struct fpk_section × sections, right behind the header
 *	sections	of these types:
 *
 *	META	lines of text: "release 6.12.95+deb12-cloud-amd64", "arch x86_64", "build-id HEX",
 *and the options of facts.def as in a kernel's .config BTF	the kernel's raw BTF MODULE	a
 *module's raw split BTF; `name' is the module FUNCS	the functions: functions.h
 *	FORMATS	the formats of its trace events: formats.h
 *
 * META and BTF are in every file, once; FUNCS and FORMATS at most once.  Unknown types are for later programs
 * and are passed over.  The checksum is the CRC-32 of everything behind the header (zlib's).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "target/unpack.h"

#define FPK_MAGIC "FPTAPK\r\n"
#define FPK_VERSION 1u
#define FPK_MAX_SECTIONS 1024u

struct fpk_head {
	char magic[8];
	uint32_t version;
	uint32_t sections;
	uint64_t size;			/* of the file */
	uint32_t checksum;
	uint32_t reserved[9];		/* 0 */
};

struct fpk_section {
	char type[8];			/* NUL-padded */
	char name[56];			/* NUL-terminated */
	uint64_t offset, size;
};

bool fpk_is(struct bytes file);

/* NULL, or what is wrong with it, the end of a sentence. */
const char *fpk_check(struct bytes file);

/*
 * A section of a file that fpk_check() has passed; name NULL: the first of the type.  False: it has
 * none.
 */
bool fpk_section(struct bytes file, const char *type, const char *name, struct bytes *out);

/* Writing: sections in any order; fpk_write() puts the whole file behind what is in `out`. */
struct fpk_part {
	const char *type, *name;
	struct bytes bytes;
};

struct str;
void fpk_write(const struct fpk_part *parts, unsigned n, struct str *out);

#endif

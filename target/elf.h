/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_ELF_H
#define TARGET_ELF_H

/* What the ELF file of a kernel or a module says besides its types. */

#include "target/unpack.h"

struct elf_facts {
	const char *arch;		/* "x86_64", "arm64", "ppc64le" …; NULL: none that is known */
	char build_id[2 * 32 + 1];	/* "": none */
};

bool elf_is(struct bytes file);
/* Of a file's bytes, or (bytes.at is NULL) of an open file; nothing is found in a broken one. */
void elf_read(struct elf_facts *f, struct bytes file, int fd);

#endif

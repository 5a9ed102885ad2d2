// SPDX-License-Identifier: GPL-2.0-or-later
/* See elf.h. */

#include "target/elf.h"

#include <elf.h>
#include <gelf.h>
#include <stdio.h>
#include <string.h>

bool elf_is(struct bytes file)
{
	return file.size >= SELFMAG && !memcmp(file.at, ELFMAG, SELFMAG);
}

#ifndef EM_LOONGARCH
#define EM_LOONGARCH 258
#endif

/* As uname(2) has it, but for arm64: of those that have little-endian kernels of 64 bits. */
static const struct {
	unsigned machine;
	const char *arch;
} machines[] = {
	{ EM_X86_64, "x86_64" }, { EM_AARCH64, "arm64" },	  { EM_RISCV, "riscv64" },
	{ EM_PPC64, "ppc64le" }, { EM_LOONGARCH, "loongarch64" }, { EM_MIPS, "mips64" },
};

static const char *arch_of(unsigned machine)
{
	size_t i;

	for (i = 0; i < sizeof(machines) / sizeof(*machines); i++)
		if (machines[i].machine == machine)
			return machines[i].arch;
	return NULL;
}

static void note(struct elf_facts *f, const Elf_Data *data, const GElf_Nhdr *n, size_t name,
		 size_t desc)
{
	const unsigned char *bytes = (const unsigned char *)data->d_buf;
	size_t i;

	if (n->n_type != NT_GNU_BUILD_ID || n->n_namesz != 4 || memcmp(bytes + name, "GNU", 4) ||
	    n->n_descsz > 32)
		return;
	for (i = 0; i < n->n_descsz; i++)
		snprintf(f->build_id + 2 * i, 3, "%02x", bytes[desc + i]);
}

static void notes(struct elf_facts *f, Elf_Scn *section)
{
	Elf_Data *data = elf_getdata(section, NULL);
	size_t at = 0, name, desc;
	GElf_Nhdr n;

	while (data && at < data->d_size && (at = gelf_getnote(data, at, &n, &name, &desc)))
		note(f, data, &n, name, desc);
}

static void look_at(struct elf_facts *f, Elf *elf)
{
	Elf_Scn *section = NULL;
	GElf_Ehdr head;
	GElf_Shdr s;

	if (!gelf_getehdr(elf, &head))
		return;
	f->arch = arch_of(head.e_machine);
	while ((section = elf_nextscn(elf, section)))
		if (gelf_getshdr(section, &s) && s.sh_type == SHT_NOTE && s.sh_size < 65536)
			notes(f, section);
}

void elf_read(struct elf_facts *f, struct bytes file, int fd)
{
	Elf *elf;

	*f = (struct elf_facts){ 0 };
	elf_version(EV_CURRENT);
	elf = file.at ? elf_memory((char *)file.at, file.size) : elf_begin(fd, ELF_C_READ, NULL);
	if (!elf)
		return;
	look_at(f, elf);
	elf_end(elf);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMMON_ELF_FILE_H
#define COMMON_ELF_FILE_H

/*
 * Reading ELF files that nobody vouches for, on top of libelf.
 *
 * Files are read, not mapped: one may shrink meanwhile.  What is taken from a file is limited in
 * size and number; what breaks the format is not there, and does no harm.  Only files of this
 * machine's byte order are read.
 */

#include <gelf.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ELF_MAX_SEGMENTS 32		/* PT_LOAD */
#define ELF_MAX_HEADERS 1024		/* program headers */
#define ELF_MAX_NOTES (64u << 10)	/* bytes of a note segment */
#define ELF_MAX_SYMS (2u << 20)
#define ELF_MAX_STRINGS (512u << 20)	/* bytes of a string table */
#define ELF_MAX_NAME 4096		/* bytes of a name */
#define ELF_MAX_BUILD_ID 64

/* Where debug files lie by build id, as DIR/xx/yyyy.debug. */
#define ELF_DEBUG_DIR "/usr/lib/debug/.build-id"

struct elf_segment {
	uint64_t offset, size;		/* in the file */
	uint64_t address, end;		/* as linked */
	unsigned flags;			/* PF_X … */
};

struct elf_build_id {
	unsigned n;
	unsigned char bytes[ELF_MAX_BUILD_ID];
};

struct elf_layout {
	struct elf_segment segments[ELF_MAX_SEGMENTS];
	unsigned nsegments;
	struct elf_build_id id;
};

/* A symbol table with its names. */
struct elf_names {
	Elf_Data *symbols, *strings;
	size_t n;
	size_t section;			/* number of the table's section */
};

/* NULL: no ELF file that can be read.  The caller ends it (elf_end(), NULL is fine) and closes fd. */
Elf *elf_file_begin(int fd);
Elf *elf_file_of_memory(const void *image, size_t size);
/* The separate debug file of a build id, a regular file; -1: none. */
int elf_open_debug_file(const char *dir, const struct elf_build_id *id);

void elf_file_layout(Elf *elf, struct elf_layout *l);
/* The segment with one of `flags' that an address lies in; NULL: none. */
const struct elf_segment *elf_segment_of_address(const struct elf_layout *l, uint64_t address,
						 unsigned flags);
/* Where the byte at an address lies in the file; false: in none of its bytes. */
bool elf_offset_of_address(const struct elf_layout *l, uint64_t address, unsigned flags,
			   uint64_t *offset);

/* The bytes of a section of this type, at most `limit' of them and uncompressed; NULL: none such. */
Elf_Data *elf_section_data(Elf_Scn *section, Elf64_Word type, uint64_t limit, GElf_Shdr *head);
/* The first section of this name; NULL: none. */
Elf_Scn *elf_section_named(Elf *elf, const char *name, GElf_Shdr *head);

/* The first table of this type, SHT_SYMTAB or SHT_DYNSYM; false: there is none, or nothing in it. */
bool elf_file_names(Elf *elf, Elf64_Word type, struct elf_names *names);
/* The i-th symbol and its name; false: it has none that ends, or one that the assembler made. */
bool elf_name_at(const struct elf_names *names, size_t i, GElf_Sym *sym, const char **name);
/* The length of a name up to its version: memcpy@@GLIBC_2.14. */
size_t elf_name_length(const char *name);

#endif

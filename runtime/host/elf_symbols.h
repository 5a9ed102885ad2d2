/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_ELF_SYMBOLS_H
#define RUNTIME_HOST_ELF_SYMBOLS_H

/*
 * The functions of one ELF file by their place in the file.
 *
 * Taken from the first of: .symtab; .symtab of the separate debug file of the same build id;
 * .dynsym.  Sizes and counts are limited, offsets are checked: a file that breaks the format has
 * fewer symbols, or none, and does no harm.  Only files of this machine's byte order are read.
 *
 * Of several names of one address one is kept: with a size before without, a function before a
 * plain label, global before local, and then the shortest one with the fewest underscores in front:
 * write, not __libc_write.  A version (memcpy@@GLIBC_2.14) is cut off.
 */

#include <stdbool.h>
#include <stddef.h>

#include "common/elf_file.h"
#include "runtime/wire_host.h"

struct elf_symbols;

/* NULL only when there is no memory.  debug_dir NULL: ELF_DEBUG_DIR.  The caller closes fd. */
struct elf_symbols *elf_symbols_read(int fd, const char *debug_dir);
/* Of an image of a file in memory, which is copied from. */
struct elf_symbols *elf_symbols_of_memory(const void *image, size_t size);
void elf_symbols_free(struct elf_symbols *s);

/*
 * The function that covers this byte of the file: as its size tells, or without one up to the next
 * symbol.  Its name or NULL; *within is the distance from its begin.  The name lives as long as s.
 */
const char *elf_symbols_find(const struct elf_symbols *s, u64 file_offset, u64 *within);

/* Bytes of memory, for a limit. */
size_t elf_symbols_memory(const struct elf_symbols *s);

#endif

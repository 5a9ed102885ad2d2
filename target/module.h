/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_MODULE_H
#define TARGET_MODULE_H

/* What the ELF file of a module (.ko) says of its functions. */

#include "target/functions.h"
#include "target/unpack.h"

/*
 * Adds them as those of module `name'.  Traceable are those that a relocation of __mcount_loc or
 * __patchable_function_entries leads to.  False: the file has no symbols.
 */
bool module_functions(struct bytes elf, const char *name, struct functions_builder *b);

#endif

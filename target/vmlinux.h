/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_VMLINUX_H
#define TARGET_VMLINUX_H

/*
 * What a kernel's ELF file says of its functions: names from its symbol table, or from what it has for
 * /proc/kallsyms if it was stripped; which can be traced from the places that ftrace knows (__mcount_loc),
 * where no kprobe may be from its blacklist and the sections that are kept free of them.
 *
 * What ftrace finds at boot differs in nothing but functions of modules, and those that run once
 * (.init.text), which are gone by then.
 */

#include "common/str.h"
#include "target/unpack.h"

/*
 * Puts a functions.h block behind what is in `out'.  Nothing when the file does not say which can be
 * traced: no symbols, or places that the kernel fills in when it boots.  Of a file's bytes, or (bytes.at is
 * NULL) of an open file.
 */
void vmlinux_functions(struct bytes file, int fd, struct arena *a, struct str *out);

#endif

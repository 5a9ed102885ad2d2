/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DRIVER_CHECK_CODEGEN_H
#define DRIVER_CHECK_CODEGEN_H

/*
 * check --codegen: the C, clang, that libbpf takes the object apart, and its relocations against the
 * kernel's types (relocations.h), which is as far as loading goes without the kernel.  For the module the C only: kbuild wants that kernel's headers.
 */

#include "driver/options.h"
#include "sema/sema.h"

/* What fails goes to the session's diagnostics. */
void check_codegen(struct session *s, const struct target *t, const struct program *p,
		   const struct options *o);

#endif

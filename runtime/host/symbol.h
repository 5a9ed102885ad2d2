/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_SYMBOL_H
#define RUNTIME_HOST_SYMBOL_H

/* What ksyms.h and usyms.h make of an address. */

#include "runtime/wire_host.h"

struct symbol {
	const char *name;		/* NULL: none is known */
	const char *module;		/* a kernel module's name or a file's base name, or NULL */
	u64 offset;			/* from the symbol; without a name from the file's begin */
};

#endif

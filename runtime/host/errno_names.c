// SPDX-License-Identifier: GPL-2.0-or-later
/* See errno_names.h; the names are rows of errno_names.def. */

#include "runtime/host/errno_names.h"

#include <stddef.h>

static const char *const names[] = {
#define ERRNO(number, name) [number] = #name,
#include "runtime/host/errno_names.def"
#undef ERRNO
};

const char *errno_name(uint64_t number)
{
	return number < sizeof(names) / sizeof(names[0]) ? names[number] : NULL;
}

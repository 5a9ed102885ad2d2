// SPDX-License-Identifier: GPL-2.0-or-later
/* How functions are called (probes/user.h), by the machines' C conventions and their struct pt_regs. */

#include <stddef.h>
#include <string.h>

#include "probes/user.h"

static const struct user_convention conventions[] = {
	{ "x86_64", 6, { 14, 13, 12, 11, 9, 8 }, .result = 10, .sp = 19, .popped = 8 },
	{ "arm64", 8, { 0, 1, 2, 3, 4, 5, 6, 7 }, .result = 0, .sp = 31 },
	{ "riscv64", 8, { 10, 11, 12, 13, 14, 15, 16, 17 }, .result = 10, .sp = 2 },
	{ "s390x", 5, { 5, 6, 7, 8, 9 }, .result = 5, .sp = 18 },
};

const struct user_convention *user_convention(const char *arch)
{
	size_t i;

	for (i = 0; i < sizeof(conventions) / sizeof(*conventions); i++)
		if (arch && !strcmp(conventions[i].arch, arch))
			return &conventions[i];
	return NULL;
}

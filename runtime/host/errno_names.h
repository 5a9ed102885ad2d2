/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_ERRNO_NAMES_H
#define RUNTIME_HOST_ERRNO_NAMES_H

/* Names of the kernel's error numbers, which libc does not know all of. */

#include <stdint.h>

#define ERRNO_MAX 4095			/* error pointers are the top of the address space */

/* "ENOENT" for 2; NULL when there is none. */
const char *errno_name(uint64_t number);

#endif

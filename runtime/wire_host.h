/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_WIRE_HOST_H
#define RUNTIME_WIRE_HOST_H

/* wire.h for programs of the host: it needs the kernel's names of the integer types. */

#include <stdint.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;

#include "runtime/wire.h"

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CODEGEN_CTYPES_H
#define CODEGEN_CTYPES_H

/*
 * The kernel's types as far as a program's member paths name them: short C declarations whose
 * members are relocated when the object is loaded (CO-RE).  A handful of lines take the place of a
 * vmlinux.h of 130,000, which is most of what compiling would cost.
 */

#include "common/str.h"
#include "sema/ir.h"

void ctypes_emit(const struct program *p, struct str *out);

#endif

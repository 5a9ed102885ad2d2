/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CODEGEN_EMIT_H
#define CODEGEN_EMIT_H

/*
 * IR → C in the dialect of doc/dialect.md.  The text is the same for every back end but for the
 * lines FPT_VIA_n, which name the mechanisms of the plan.
 */

#include "common/str.h"
#include "sema/ir.h"

void emit_c(const struct program *p, struct str *out);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEMA_GURU_H
#define SEMA_GURU_H

/*
 * --guru: $return = e at a function's exit, $param = e at its entry (x86_64), and stores to the
 * kernel's memory: p->member = e, p[i] = e.  Integers, enums, bools and pointers; no bit-fields.  A
 * store that the memory does not take is a fault like a read.
 */

#include "sema/lower.h"

/* The target is one of these, and they are allowed. */
bool guru_may_write(const struct lower *l, const struct expr *target);
/* target = v, as a statement; its value.  Diagnostics for what cannot be written. */
struct value guru_assign(struct lower *l, const struct expr *target, struct value v, struct span span);
/* To the message that the target is read-only: what would allow it. */
void guru_hint(struct lower *l, const struct expr *target);

#endif

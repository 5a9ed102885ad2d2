/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_FPROBE_MANY_H
#define PROBES_FPROBE_MANY_H

/* fprobe points that mean many functions: from the words of the point to what handlers may use. */

#include "probes/kind.h"

/* More than one argument, or words that choose. */
bool many_is_listed(const struct point_part *part);

enum resolved many_resolve(struct sema *s, const struct point *pt, bool optional, bool exit,
			   struct probe *p, struct context *ctx);
/* Leaves out what does not fit the handlers; false after a diagnostic. */
bool many_finish(struct sema *s, struct probe *p, struct context *ctx);

/* Arguments are registers: what pointers are then, and which parameters are in none. */
void function_in_registers(struct sema *s, struct context *ctx);

/* struct kind's list(). */
bool many_list(struct sema *s, const struct point_part *part, list_fn *fn, void *arg);

/* A name that is no function's: with the reason, and what may be meant. */
void function_unknown(struct sema *s, const char *name, struct span span);

#endif

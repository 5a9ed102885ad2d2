/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MIGRATE_FACTS_H
#define MIGRATE_FACTS_H

/*
 * What the target kernel is known to do with a function, beyond its types.
 *
 * Of the running kernel its own lists tell: /proc/kallsyms, available_filter_functions (for
 * root), the kprobes' blacklist (for root).  They are read once.  Of another kernel only BTF is
 * known.
 */

#include "common/table.h"
#include "migrate/report.h"
#include "sema/ktypes.h"
#include "sema/target.h"

struct facts {
	struct arena *arena;
	bool read;
	/* Names; no slots: the list could not be read, and nothing is known. */
	struct table symbols, traceable, blacklist;
};

/* Nothing is read before it is asked for. */
void facts_init(struct facts *f, struct arena *a);

/*
 * What there is to say about a function that becomes an fprobe: refusals and differences of its
 * row. False: it was refused.  Globs are not looked at.
 */
bool facts_judge(struct facts *f, struct target *t, struct report *r, struct report_row *row,
		 const char *function, bool is_exit);

/* The function's prototype; false when BTF does not know it, or there is none. */
bool facts_prototype(struct target *t, const char *function, struct kfunc *out);

/* The function at a symbol's address + offset in the running kernel, and how far inside; NULL:
 * not known. */
const char *facts_resolve(struct facts *f, const struct target *t, const char *symbol,
			  uint64_t offset, uint64_t *within);

#endif

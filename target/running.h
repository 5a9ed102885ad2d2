/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_RUNNING_H
#define TARGET_RUNNING_H

/* Texts of a running kernel about its functions; from this machine, or sent by another one. */

#include "target/functions.h"
#include "target/unpack.h"

#define PATH_KALLSYMS "/proc/kallsyms"
#define PATH_TRACEABLE "/sys/kernel/tracing/available_filter_functions"
#define PATH_BLACKLIST "/sys/kernel/debug/kprobes/blacklist"

struct function_texts {
	struct bytes kallsyms, traceable, blacklist;	/* size 0: not there */
};

/* A functions.h block; nothing is put when the texts that decide (kallsyms, traceable) are not
 * there. */
void function_texts_read(const struct function_texts *t, struct arena *a, struct str *out);

#endif

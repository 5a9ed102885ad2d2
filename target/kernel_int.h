/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_KERNEL_INT_H
#define TARGET_KERNEL_INT_H

/* The inside of kernel.h, for running.c, save.c and the fuzzer. */

#include "target/kernel.h"
#include "target/running.h"

struct kernel *kernel_new(struct arena *a, const char *path);
/* Once `base` is there: what its types tell about the rest. */
void kernel_take_functions(struct kernel *k, const struct function_texts *t);
void kernel_take_formats(struct kernel *k, struct bytes text);
bool kernel_finish(struct kernel *k);
struct kernel *kernel_open_bytes(struct arena *a, const char *path, struct bytes file,
				 const char **why);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_KERNEL_INT_H
#define TARGET_KERNEL_INT_H

/* The inside of kernel.h, for running.c, save.c, modules.c and the fuzzer. */

#include "target/kernel.h"
#include "target/running.h"

struct kernel *kernel_new(struct arena *a, const char *path);
/* Once `base` is there: what its types tell about the rest. */
void kernel_take_functions(struct kernel *k, const struct function_texts *t);
void kernel_take_formats(struct kernel *k, struct bytes text);
bool kernel_finish(struct kernel *k);
/* Its list of functions, from what functions_block() has made. */
void kernel_take_block(struct kernel *k, const struct str *block);
struct kernel *kernel_open_bytes(struct arena *a, const char *path, struct bytes file,
				 const char **why);
/* A module of these bytes. */
enum module_fit kernel_add_module_bytes(struct kernel *k, struct bytes file, const char *name,
					const char **why);

#endif

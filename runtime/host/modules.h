/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_MODULES_H
#define RUNTIME_HOST_MODULES_H

/* Modules of fptap's that are loaded, whosever they are. */

#include <stdbool.h>

/* CAP_SYS_MODULE is there. */
bool module_may_load(void);
/* Removes those of runs that are gone, which nobody uses; how many. */
unsigned module_remove_leftovers(void);

#endif

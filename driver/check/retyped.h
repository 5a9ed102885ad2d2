/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DRIVER_CHECK_RETYPED_H
#define DRIVER_CHECK_RETYPED_H

/*
 * Parameters and results that kept their names and changed their types: what is wrong in a handler
 * on one kernel alone, and is about no name that went away, is most likely their matter.
 */

#include "driver/check/check.h"

/*
 * Of the functions and tracepoints whose handler has the place `at': calls say(arg, was, is) for
 * each parameter that the handler mentions and whose type differs between `here' and `there',
 * declared.
 */
void each_retyped(struct check *c, const struct checked_script *script, struct span at,
		  const struct ktypes *here, const struct ktypes *there,
		  void (*say)(void *arg, const char *was, const char *is), void *arg);

#endif

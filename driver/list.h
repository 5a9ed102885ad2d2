/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DRIVER_LIST_H
#define DRIVER_LIST_H

#include "driver/options.h"

/* fptap list [PATTERN]: probe points with their types, as text or JSON.  The exit status. */
int list_main(struct session *s, const struct options *o);

#endif

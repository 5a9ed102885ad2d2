/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DRIVER_EXPLAIN_H
#define DRIVER_EXPLAIN_H

#include "driver/options.h"

/*
 * fptap explain SCRIPT: where each handler runs, which functions it means, how it attaches and why so,
 * what it keeps, costs and needs.  The exit status.
 */
int explain_main(struct session *s, const struct options *o);

#endif

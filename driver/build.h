/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DRIVER_BUILD_H
#define DRIVER_BUILD_H

/* fptap build --backend=module -o DIR: a module's sources; fptap clean: away with modules of dead runs. */

#include "driver/options.h"

int build_main(struct session *s, const struct options *o);
int clean_main(struct session *s, const struct options *o);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DRIVER_MIGRATE_H
#define DRIVER_MIGRATE_H

/*
 * fptap migrate FILE|DIR…: scripts of other tools become .fp.
 *
 * One file: its script goes to standard output or -o FILE, the report to standard error.
 * Several, or those of a directory: a table goes to standard output, and the scripts into -o
 * DIR, if there is one. --report prints each script's report on standard output instead, --diff
 * what changes.
 *
 * Each script is compiled for the target at once.  What does not compile is said of the line of the
 * original that it comes from, and its probe counts as refused.
 */

#include "driver/options.h"

/* EXIT_OK: all probes have moved, and what they became compiles.  EXIT_SCRIPT: not all. */
int migrate_main(struct session *s, const struct options *o);

#endif

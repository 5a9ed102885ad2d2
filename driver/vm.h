/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DRIVER_VM_H
#define DRIVER_VM_H

/*
 * fptap run --vm: the same command line in a throw-away machine.
 *
 * The script is compiled here, for that machine's kernel, into a cache that the machine is given;
 * the fptap inside reads the script again, makes the same C and finds the object.  So the machine
 * needs no compiler, and nothing in fptap knows that it is in one.
 */

#include "driver/options.h"

/* The exit status of the run in the machine, or of the failure to start it. */
int vm_run(struct session *s, const struct options *o);

#endif

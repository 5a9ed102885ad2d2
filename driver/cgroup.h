/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DRIVER_CGROUP_H
#define DRIVER_CGROUP_H

/*
 * --cgroup as a condition of the language: of a folder (/sys/fs/cgroup/user.slice, or user.slice) the
 * cgroup and all below it, of a number the cgroup with that id alone.
 */

#include "common/session.h"

/* NULL after a diagnostic. */
const char *cgroup_condition(struct session *s, const char *which);

#endif

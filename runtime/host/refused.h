/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_REFUSED_H
#define RUNTIME_HOST_REFUSED_H

/* What the kernel means with an errno, the same for all back ends. */

/* Of an event of perf's. */
const char *event_refused(int err);

#endif

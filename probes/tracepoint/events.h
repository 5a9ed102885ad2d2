/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_TRACEPOINT_EVENTS_H
#define PROBES_TRACEPOINT_EVENTS_H

/* Which system a tracepoint belongs to: events.def. */

#include <stdbool.h>

#include "common/str.h"

/* The system; NULL: the tracepoint is not listed. */
const char *event_system(struct arena *a, const char *tracepoint);

/* The first system with a tracepoint that the pattern matches; NULL: none is listed. */
const char *event_system_of_pattern(const char *pattern);

/* Does the tracepoint belong to a system that the pattern matches? */
bool event_in_system(struct arena *a, const char *tracepoint, const char *pattern);

#endif

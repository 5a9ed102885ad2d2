/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_BPF_EVENTS_H
#define RUNTIME_HOST_BPF_EVENTS_H

/*
 * Programs at events of perf's that are tracepoints: their context is the event's record.
 *
 * The kernel is slow to take them away: 15 ms and more for a link, 50 for an event, one after the
 * other.  So their handlers do nothing once WIRE_OFF is set in the state, and the descriptors are
 * left to a process that outlives this one for as long as it takes.
 */

#include <bpf/libbpf.h>

#include "sema/ir.h"

struct bpf_event;

/* NULL: errno. */
struct bpf_event *bpf_event_attach(const struct probe *p, struct bpf_program *prog);
/* Does the kernel count what it misses there (6.7)?  The program knows how often. */
bool bpf_event_tells_missed(const struct bpf_event *e);

/* It is one of those that bpf_events_close() means; not to be used any more. */
void bpf_event_remove(struct bpf_event *e);
void bpf_events_close(void);

#endif

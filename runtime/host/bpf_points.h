/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_BPF_POINTS_H
#define RUNTIME_HOST_BPF_POINTS_H

/*
 * Attaching a program where its section does not say where: breakpoints, events of perf's, tracepoints
 * by name.
 */

#include <bpf/libbpf.h>

#include "runtime/host/bpf_events.h"
#include "sema/ir.h"

/* The links of one program. */
struct bpf_links {
	struct bpf_link **v;
	unsigned n;
	struct bpf_event *event;	/* a tracepoint's that is read by its record; NULL: none */
};

/* Does the object know what the program attaches to? (Else it is attached by what is in the probe.) */
bool bpf_point_has_target(const struct probe *p);

/* False: errno; what was attached before is in `links`. */
bool bpf_point_attach(const struct probe *p, struct bpf_program *prog, struct bpf_links *links);
/* What takes time is left for bpf_events_close(). */
void bpf_links_destroy(struct bpf_links *links);

#endif

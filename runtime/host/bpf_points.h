/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_BPF_POINTS_H
#define RUNTIME_HOST_BPF_POINTS_H

/*
 * Attaching a program where its section does not say where: breakpoints, events of perf's, tracepoints
 * by name.
 */

#include <bpf/libbpf.h>

#include "sema/ir.h"

/* The links of one program. */
struct bpf_links {
	struct bpf_link **v;
	unsigned n;
	int event;			/* of a tracepoint's record, + 1; 0: it is none */
};

/* Does the object know what the program attaches to? (Else it is attached by what is in the probe.) */
bool bpf_point_has_target(const struct probe *p);

/* False: errno; what was attached before is in `links`. */
bool bpf_point_attach(const struct probe *p, struct bpf_program *prog, struct bpf_links *links);
/* Links of events are left for bpf_points_settle(). */
void bpf_links_destroy(struct bpf_links *links);
/*
 * Takes them away together: the kernel waits in each, 20 ms and more.  Then no program of theirs runs.  To close
 * the events takes it 50 ms for each, one after the other: a process of its own does that, which outlives this one.
 */
void bpf_points_settle(void);
/* Does the kernel count what it misses of them (6.7)?  Of all other links it tells, or the program does. */
bool bpf_points_tell_missed(const struct bpf_links *links);

#endif

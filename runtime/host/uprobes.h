/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_UPROBES_H
#define RUNTIME_HOST_UPROBES_H

/*
 * Attaching BPF programs to places in files.
 *
 * All places of a program become one link where the kernel has such (uprobe.multi, 6.6), else one
 * each.  An instruction that no breakpoint can replace fails the link of all; then the others are
 * found by halving, and the refused ones are counted.  The cookie of a place is its name's number, or
 * of usdt its own.
 */

#include <bpf/libbpf.h>
#include <stdbool.h>

#include "probes/user.h"

struct uprobe_links {
	int *fds;			/* of links of many; -1 in none */
	struct bpf_link **links;	/* of one place each */
	unsigned nfds, nlinks;
	unsigned refused;		/* places without a probe */
	int error;			/* errno of the last refused one */
};

/* What a program runs at; BOTH: a session, which the kernel has to have (6.13). */
enum uprobe_side { UPROBE_ENTRY, UPROBE_EXIT, UPROBE_BOTH };

/* Has the kernel links of many places?  Asked once. */
bool uprobes_have_multi(void);

/* To be called before the program is loaded: what it will attach to, and that it sleeps. */
void uprobes_prepare(struct bpf_program *prog, enum uprobe_side side, bool sleeps);

/*
 * pid 0: all processes, also those to come.  False: no place could be probed, out->error says why;
 * nothing is left attached.
 */
bool uprobes_attach(const struct bpf_program *prog, const struct user_target *t, enum uprobe_side side,
		    int pid, struct uprobe_links *out);
void uprobes_detach(struct uprobe_links *l);

#endif

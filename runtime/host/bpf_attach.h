/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_BPF_ATTACH_H
#define RUNTIME_HOST_BPF_ATTACH_H

/*
 * One BPF program and what it is attached by: a link, or one for each of the functions of its probe.
 * Links go with their descriptors, so that nothing stays when the process ends.
 *
 * libbpf of the oldest supported release knows neither sessions nor the fields that tell what was missed;
 * for these this file has the kernel's own interface.
 */

#include <bpf/libbpf.h>
#include <stdbool.h>

#include "runtime/host/bpf_points.h"
#include "runtime/host/uprobes.h"
#include "sema/ir.h"

#include "runtime/wire_host.h"

struct bpf_hook {
	struct bpf_program *program;	/* NULL: this one has none */
	struct bpf_links points;	/* by libbpf */
	struct uprobe_links places;	/* of programs: uprobes_attach() fills it */
	int *links;			/* else descriptors */
	unsigned nlinks;
	unsigned refused;		/* functions of a pattern that the kernel did not take after all */
	const char *first_refused;
	int why_refused;		/* errno */
};

/* What a program of a uprobe's runs at. */
enum uprobe_side bpf_user_side(const struct probe *p, bool exit);

/* Before the object is loaded: what the section's name cannot say.  False: no such target in BTF. */
bool bpf_hook_prepare(struct bpf_hook *h, const struct probe *p, bool exit);

/* `exit': the program runs at the exits alone.  False, and errno; `failed' is the function, or NULL. */
bool bpf_hook_attach(struct bpf_hook *h, const struct probe *p, bool exit, const char **failed);
void bpf_hook_detach(struct bpf_hook *h);
bool bpf_hook_is_attached(const struct bpf_hook *h);

/* Calls that the kernel has missed, of the program and its links; of kprobes not all kernels tell: false. */
bool bpf_hook_missed(const struct bpf_hook *h, bool is_kprobe, u64 *count);

#endif

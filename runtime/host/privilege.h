/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_PRIVILEGE_H
#define RUNTIME_HOST_PRIVILEGE_H

/* What this process may do, found out without trying it. */

#include <stdbool.h>

#include "common/session.h"

/* May it load kernel probes by BPF?  False after a diagnostic that names what is missing. */
bool privilege_bpf(struct session *s);

/* Are process ids the kernel's own, those of the initial namespace? */
bool privilege_sees_all_pids(void);

#endif

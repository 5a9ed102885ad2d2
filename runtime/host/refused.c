// SPDX-License-Identifier: GPL-2.0-or-later
/* See refused.h. */

#include "runtime/host/refused.h"

#include <errno.h>
#include <string.h>

const char *event_refused(int err)
{
	switch (err) {
	case ENOENT:
	case EOPNOTSUPP:
	case ENODEV:
		return "this machine has no counter for it";
	case EACCES:
	case EPERM:
		return "its security policy forbids it (see the sysctl kernel.perf_event_paranoid)";
	case EINVAL:
		return "it cannot be counted like this (see the sysctl kernel.perf_event_max_sample_rate)";
	default:
		return strerror(err);
	}
}

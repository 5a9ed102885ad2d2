// SPDX-License-Identifier: GPL-2.0-or-later
/* See files.h. */

#include "runtime/host/files.h"

#include <stdbool.h>
#include <sys/resource.h>

#define IN_USE 64		/* at most, before a run opens its own */

static struct rlimit original;
static bool is_raised;

void files_make_room(unsigned n)
{
	const rlim_t want = (rlim_t)n + IN_USE;
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) || r.rlim_cur >= want)
		return;
	if (!is_raised)
		original = r;
	is_raised = true;
	r.rlim_cur = want;
	if (r.rlim_max >= want) {
		setrlimit(RLIMIT_NOFILE, &r);
		return;
	}
	r.rlim_max = want;		/* takes CAP_SYS_RESOURCE */
	if (!setrlimit(RLIMIT_NOFILE, &r))
		return;
	r.rlim_cur = r.rlim_max = original.rlim_max;
	setrlimit(RLIMIT_NOFILE, &r);
}

void files_restore_limit(void)
{
	if (is_raised)
		setrlimit(RLIMIT_NOFILE, &original);
}

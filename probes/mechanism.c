// SPDX-License-Identifier: GPL-2.0-or-later
/* See mechanism.h. */

#include "probes/mechanism.h"

#include <stddef.h>

static const struct mechanism mechanisms[] = {
#define MECHANISM(name, backend, does, needs, doc) { #name, backend, does, needs, doc },
#include "probes/mechanism.def"
#undef MECHANISM
};

const struct mechanism *mechanism_for(enum backend_kind backend, unsigned does)
{
	size_t i;

	for (i = 0; i < sizeof(mechanisms) / sizeof(*mechanisms); i++)
		if (mechanisms[i].backend == backend && (mechanisms[i].does & does) == does &&
		    !((mechanisms[i].does ^ does) & DOES_USER))
			return &mechanisms[i];
	return NULL;
}

bool mechanism_runs_entry(const struct mechanism *m)
{
	return m->does & (DOES_ENTRY | DOES_ENTRY_CODE | DOES_TRACEPOINT | DOES_RAW | DOES_BREAK |
			  DOES_SAMPLE | DOES_RUN);
}

const char *backend_name(enum backend_kind backend)
{
	return backend == BACKEND_BPF ? "bpf" : "module";
}

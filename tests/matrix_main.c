// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The rows of the matrix (matrix.t), from the tables of kinds and of mechanisms: KIND MECHANISM BACKEND.
 * A kind that no mechanism of a back end serves has `none' for it; what can run in fptap itself, `fptap host'.
 *
 * What a kind asks of mechanisms is said here once more, so that a mechanism that comes to serve a kind, or
 * ceases to, is seen.
 */

#include <stdio.h>
#include <string.h>

#include "probes/kind.h"
#include "probes/mechanism.h"

enum { IN_FPTAP = 1 << 30 };

static const struct {
	const char *kind;
	unsigned any;		/* of enum mechanism_does */
} asks[] = {
	{ "begin", DOES_RUN | IN_FPTAP },
	{ "end", DOES_RUN | IN_FPTAP },
	{ "error", DOES_RUN | IN_FPTAP },
	{ "timer", DOES_RUN | DOES_SAMPLE | IN_FPTAP },
	{ "fprobe", DOES_ENTRY | DOES_EXIT },
	{ "tracepoint", DOES_TRACEPOINT },
	{ "rawtracepoint", DOES_RAW },
	{ "syscall", DOES_SYSCALL },
	{ "kprobe", DOES_BREAK },
	{ "profile", DOES_SAMPLE },
	{ "perf", DOES_SAMPLE },
	{ "uprobe", DOES_USER | DOES_ENTRY | DOES_EXIT },
	{ "usdt", DOES_USER | DOES_ENTRY },
};

#define SORTS (DOES_SYSCALL | DOES_USER)

static bool serves(const struct mechanism *m, unsigned any)
{
	unsigned sort = any & SORTS, rest = any & ~SORTS & ~IN_FPTAP;

	return (m->does & SORTS) == sort && (!rest || m->does & rest);
}

static bool put_rows(const struct kind *k)
{
	static const enum backend_kind backends[] = { BACKEND_BPF, BACKEND_MODULE };
	const struct mechanism *m;
	unsigned i, b, n;

	for (i = 0; i < sizeof(asks) / sizeof(*asks) && strcmp(asks[i].kind, k->name); i++)
		;
	if (i == sizeof(asks) / sizeof(*asks)) {
		fprintf(stderr, "%s: nobody has said here what it asks for\n", k->name);
		return false;
	}
	if (asks[i].any & IN_FPTAP)
		printf("%s fptap host\n", k->name);
	for (b = 0; b < 2; b++) {
		unsigned j;

		for (n = j = 0; (m = mechanism_at(j)); j++)
			if (m->backend == backends[b] && serves(m, asks[i].any) && ++n)
				printf("%s %s %s\n", k->name, m->name, backend_name(m->backend));
		if (!n)
			printf("%s none %s\n", k->name, backend_name(backends[b]));
	}
	return true;
}

int main(void)
{
	unsigned i;
	bool ok = true;

	for (i = 0; kind_at(i); i++)
		ok = put_rows(kind_at(i)) && ok;
	return !ok;
}

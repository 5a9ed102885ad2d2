/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_RUN_H
#define RUNTIME_HOST_RUN_H

/*
 * The life of a run.
 *
 *	state words → fork -c → begin handlers → attach → release -c → records, timers …
 *	… stop → detach → last records → end handlers → report → close
 *
 * It stops on exit() anywhere, on SIGINT, SIGTERM or SIGHUP, at the end of the command of -c, when
 * -T or -n is reached, and when nobody reads the output any more.  It does not start to wait when
 * there is nothing to wait for: no probe in the kernel, no timer and no command.
 *
 * exit() in a begin handler keeps the later ones from running, and nothing is attached; `end`
 * handlers run in any case but after a failure.  -n counts all records but those of `end`; those
 * that come after the last one are not printed.  Ticks that a timer could not be served are counted
 * as its missed hits.  The command's exit status is not the run's; `verbose` shows it.
 */

#include <stdbool.h>
#include <stdint.h>

#include "runtime/host/backend.h"

struct run_options {
	const char *command;		/* -c, or NULL */
	int target_pid;			/* -x, or 0 */
	uint64_t max_ns;		/* -T: from the attachment on; 0: no limit */
	uint64_t max_records;		/* -n; 0: no limit */
	const char *output;		/* -o; NULL: standard output */
	bool json;			/* --format=json: records and the report, see json.h */
	bool strict;			/* losses and faults make the exit status 6 */
	bool no_maps;			/* maps that are left are not printed at the end */
	bool quiet;			/* no report of them on standard error */
	bool verbose;			/* how the command ended */
	bool timing;			/* where the time went, on standard error */
	enum diag_color color;		/* of the report */
};

/*
 * Runs a program and returns the exit status.  b is NULL when no probe is in the kernel, else it is
 * open, and closed here in any case.  Failures are left in the session's diagnostics.
 */
int run_program(struct session *s, const struct program *p, struct backend *b,
		const struct run_options *o);

#endif

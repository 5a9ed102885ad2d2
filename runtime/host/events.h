/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_EVENTS_H
#define RUNTIME_HOST_EVENTS_H

/*
 * What wakes the run loop: a signal that asks to stop, a deadline, the child's end.
 *
 * SIGINT, SIGTERM and SIGHUP (unless it is ignored, as nohup does) ask to stop.  Each does so once:
 * the second of its kind has the default action again and ends fptap at once, whatever it is busy
 * with.  Therefore signals are caught, not blocked and read from a signalfd.  SIGPIPE is ignored
 * meanwhile.  There is one `struct events` at a time.
 */

#include <stdbool.h>
#include <signal.h>
#include <stdint.h>

#define EVENTS_SIGNALS 5

struct events {
	int wake;			/* eventfd that the handler writes to */
	int timer;			/* timerfd */
	uint64_t armed;			/* what the timer is set to */
	struct sigaction old[EVENTS_SIGNALS];
};

/* False: errno says why. */
bool events_init(struct events *e);
/* Signals do again what they did before. */
void events_close(struct events *e);

/* Wakes at this time of CLOCK_MONOTONIC in ns, or never when it is 0. */
void events_arm(struct events *e, uint64_t ns);

/*
 * Waits for any of them, for the process behind pidfd (-1: none), and for at most timeout_ms
 * (-1: for ever).
 */
void events_wait(struct events *e, int pidfd, int timeout_ms);

/* The signal that asked to stop, or 0. */
int events_stop_signal(void);

uint64_t monotonic_ns(void);

#endif

// SPDX-License-Identifier: GPL-2.0-or-later
/* See events.h.  The handler only sets a flag and writes to an eventfd. */

#include "runtime/host/events.h"

#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define NSEC_PER_SEC 1000000000u

static volatile sig_atomic_t stop_signal;
static volatile sig_atomic_t wake_fd = -1;

static void on_signal(int number)
{
	static const uint64_t one = 1;
	int saved = errno;
	ssize_t n;

	if (number != SIGCHLD)
		stop_signal = number;
	/* It fails only when the counter is full: then the loop is awake already. */
	n = write(wake_fd, &one, sizeof(one));
	(void)n;
	errno = saved;
}

static const struct {
	int number;
	void (*handler)(int);
	int flags;
} signals[EVENTS_SIGNALS] = {
	{ SIGINT, on_signal, SA_RESTART | SA_RESETHAND },
	{ SIGTERM, on_signal, SA_RESTART | SA_RESETHAND },
	{ SIGHUP, on_signal, SA_RESTART | SA_RESETHAND },
	{ SIGCHLD, on_signal, SA_RESTART | SA_NOCLDSTOP },	/* where there is no pidfd */
	{ SIGPIPE, SIG_IGN, 0 },
};

bool events_init(struct events *e)
{
	struct sigaction action;
	int i;

	*e = (struct events){ .timer = -1 };
	e->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (e->wake >= 0)
		e->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	if (e->timer < 0)
		return false;
	stop_signal = 0;
	wake_fd = e->wake;
	for (i = 0; i < EVENTS_SIGNALS; i++) {
		action = (struct sigaction){ .sa_handler = signals[i].handler,
					     .sa_flags = signals[i].flags };
		sigemptyset(&action.sa_mask);
		sigaction(signals[i].number, &action, &e->old[i]);
		if (signals[i].number == SIGHUP && e->old[i].sa_handler == SIG_IGN)
			sigaction(SIGHUP, &e->old[i], NULL);
	}
	return true;
}

void events_close(struct events *e)
{
	int i;

	if (wake_fd >= 0)
		for (i = 0; i < EVENTS_SIGNALS; i++)
			sigaction(signals[i].number, &e->old[i], NULL);
	wake_fd = -1;
	if (e->timer >= 0)
		close(e->timer);
	if (e->wake >= 0)
		close(e->wake);
	*e = (struct events){ .wake = -1, .timer = -1 };
}

void events_arm(struct events *e, uint64_t ns)
{
	struct itimerspec when = {
		.it_value = { .tv_sec = ns / NSEC_PER_SEC, .tv_nsec = ns % NSEC_PER_SEC },
	};

	if (ns != e->armed)
		timerfd_settime(e->timer, TFD_TIMER_ABSTIME, &when, NULL);
	e->armed = ns;
}

void events_wait(struct events *e, int pidfd, int timeout_ms)
{
	struct pollfd p[] = {
		{ .fd = e->wake, .events = POLLIN },
		{ .fd = e->timer, .events = POLLIN },
		{ .fd = pidfd, .events = POLLIN },	/* -1: poll passes over it */
	};
	uint64_t count;
	ssize_t n;

	if (poll(p, 3, timeout_ms) <= 0)
		return;
	/* Both are read only to make them unreadable again; what happened is known elsewhere. */
	n = read(e->wake, &count, sizeof(count));
	n = read(e->timer, &count, sizeof(count));
	if (n == sizeof(count))
		e->armed = 0;
}

int events_stop_signal(void)
{
	return stop_signal;
}

uint64_t monotonic_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * NSEC_PER_SEC + (uint64_t)now.tv_nsec;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_CHILD_H
#define RUNTIME_HOST_CHILD_H

/*
 * The command of -c.
 *
 * It is forked before anything is attached, so that target() is known, and waits; it executes the
 * command when it is released.  Should fptap die before, it goes away too.
 *
 * A command of plain words is executed as it is; one with quotes or anything else that means
 * something to a shell is given to `sh -c`, and then it is the shell that says when there is no
 * such command.
 */

#include <stdbool.h>
#include <sys/types.h>

#include "common/session.h"

struct child {
	pid_t pid;			/* 0: none */
	int pidfd;			/* readable when it has ended; -1: the kernel has none */
	int go, failure;		/* pipes: release it; errno of a failed exec */
	bool ended;
	int status;			/* of waitpid(), when ended */
	const char *command;
};

#define NO_CHILD ((struct child){ .pidfd = -1, .go = -1, .failure = -1 })

/* Both: false after a diagnostic. */
bool child_start(struct child *c, struct session *s, const char *command);
bool child_release(struct child *c, struct session *s);

/* Looks whether it has ended. */
bool child_has_ended(struct child *c);

/*
 * The run is over: a child that still runs gets SIGTERM and a moment to end; one that stays is left
 * alone.  Closes everything.
 */
void child_finish(struct child *c);

#endif

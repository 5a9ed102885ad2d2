// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See child.h.  Between fork and exec the child only reads, executes and writes: the parent may
 * hold locks that nobody would release here.
 */

#include "runtime/host/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/host/files.h"

#define FINISH_MS 500			/* that a child has to end after SIGTERM */

/*
 * A plain command is run as it is, so that target() is its own pid and not a shell's.  NAME=value is
 * for the shell in front of a command only: dd takes its operands in this form.
 */
static bool needs_shell(const char *command)
{
	const char *first = command + strspn(command, " \t");

	return strpbrk(command, "|&;<>()$`\\\"'*?[]#~!{}\n") ||
	       memchr(first, '=', strcspn(first, " \t"));
}

/* The argument vector; words of a plain command are cut in place in an arena's copy. */
static char **make_argv(struct arena *a, const char *command)
{
	char **argv = arena_array(a, char *, strlen(command) / 2 + 5), *word, *rest;
	unsigned n = 0;

	if (needs_shell(command)) {
		argv[n++] = arena_strdup(a, "/bin/sh");
		argv[n++] = arena_strdup(a, "-c");
		argv[n] = arena_strdup(a, command);
		return argv;
	}
	rest = arena_strdup(a, command);
	while ((word = strtok_r(rest, " \t", &rest)))
		argv[n++] = word;
	return argv;
}

__attribute__((noreturn)) static void run_child(char **argv, int go, int failure)
{
	int error;
	char c;
	ssize_t n;

	do
		n = read(go, &c, 1);
	while (n < 0 && errno == EINTR);
	if (n != 1)
		_exit(0);
	files_restore_limit();
	execvp(argv[0], argv);
	error = errno;
	if (write(failure, &error, sizeof(error)) < 0)
		_exit(126);
	_exit(127);
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static bool cannot(struct session *s, const char *command, int error)
{
	diag(&s->diags, CHILD, NO_SPAN, command, strerror(error));
	return false;
}

bool child_start(struct child *c, struct session *s, const char *command)
{
	char **argv = make_argv(&s->arena, command);
	int go[2], failure[2], error;

	*c = NO_CHILD;
	c->command = command;
	if (!argv[0])
		return cannot(s, command, ENOENT);
	if (pipe2(go, O_CLOEXEC) < 0)
		return cannot(s, command, errno);
	if (pipe2(failure, O_CLOEXEC) < 0) {
		error = errno;
		close(go[0]);
		close(go[1]);
		return cannot(s, command, error);
	}
	c->pid = fork();
	error = errno;
	if (!c->pid) {
		/* Held open here, its own end would keep it waiting after fptap's death. */
		close(go[1]);
		run_child(argv, go[0], failure[1]);
	}
	close(go[0]);
	close(failure[1]);
	c->go = go[1];
	c->failure = failure[0];
	if (c->pid < 0) {
		c->pid = 0;
		child_finish(c);
		return cannot(s, command, error);
	}
	c->pidfd = syscall(SYS_pidfd_open, c->pid, 0);
	return true;
}

bool child_release(struct child *c, struct session *s)
{
	int error;
	ssize_t n;

	/* A child that was killed meanwhile does not read; its end is seen like any other. */
	n = write(c->go, "", 1);
	close_fd(&c->go);
	do
		n = read(c->failure, &error, sizeof(error));
	while (n < 0 && errno == EINTR);
	close_fd(&c->failure);
	if (n == sizeof(error))
		return cannot(s, c->command, error);
	return true;
}

bool child_has_ended(struct child *c)
{
	if (c->pid > 0 && !c->ended && waitpid(c->pid, &c->status, WNOHANG) == c->pid)
		c->ended = true;
	return c->ended;
}

static void wait_a_moment(struct child *c)
{
	struct pollfd p = { .fd = c->pidfd, .events = POLLIN };
	unsigned ms;

	if (c->pidfd >= 0) {
		poll(&p, 1, FINISH_MS);
		child_has_ended(c);
		return;
	}
	for (ms = 0; ms < FINISH_MS && !child_has_ended(c); ms += 10)
		poll(NULL, 0, 10);
}

void child_finish(struct child *c)
{
	bool waits = c->go >= 0;	/* it was not released: closing the pipe ends it */

	close_fd(&c->go);
	close_fd(&c->failure);
	if (c->pid > 0 && !child_has_ended(c)) {
		if (!waits)
			kill(c->pid, SIGTERM);
		wait_a_moment(c);
	}
	close_fd(&c->pidfd);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See output.h.  All writing is in write_all(): partial writes, signals, a descriptor that somebody
 * else set to non-blocking, a reader that is gone.
 */

#include "runtime/host/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

bool output_open(struct output *o, const char *path)
{
	*o = (struct output){ .fd = STDOUT_FILENO };
	if (path) {
		o->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
		if (o->fd < 0)
			return false;
		o->owned = true;
	}
	o->buffer = malloc(OUTPUT_BUFFER);
	if (!o->buffer)
		abort();
	o->is_terminal = isatty(o->fd);
	return true;
}

static void note_failure(struct output *o, int error)
{
	if (error == EPIPE)
		o->gone = true;
	else if (!o->error)
		o->error = error;
}

/* True: try again. */
static bool can_retry(struct output *o, int error)
{
	struct pollfd p = { .fd = o->fd, .events = POLLOUT };

	if (error == EINTR)
		return true;
	if (error == EAGAIN)
		return poll(&p, 1, -1) >= 0 || errno == EINTR;
	return false;
}

static void write_all(struct output *o, const char *text, size_t n)
{
	while (n && !output_failed(o)) {
		ssize_t done = write(o->fd, text, n);

		if (done >= 0) {
			text += done;
			n -= done;
		} else if (!can_retry(o, errno)) {
			note_failure(o, errno);
		}
	}
}

void output_flush(struct output *o)
{
	write_all(o, o->buffer, o->used);
	o->used = 0;
}

void output_put_slow(struct output *o, const char *text, size_t n)
{
	output_flush(o);
	if (n > OUTPUT_BUFFER) {
		write_all(o, text, n);
		return;
	}
	memcpy(o->buffer, text, n);
	o->used = n;
}

void output_fill(struct output *o, char c, size_t n)
{
	char run[64];

	if (!n)
		return;
	memset(run, c, sizeof(run));
	for (; n > sizeof(run); n -= sizeof(run))
		output_put(o, run, sizeof(run));
	output_put(o, run, n);
}

bool output_close(struct output *o)
{
	output_flush(o);
	if (o->owned && close(o->fd) < 0)
		note_failure(o, errno);
	free(o->buffer);
	o->buffer = NULL;
	return !o->error;
}

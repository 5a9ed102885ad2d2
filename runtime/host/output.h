/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_OUTPUT_H
#define RUNTIME_HOST_OUTPUT_H

/*
 * Where the data goes: one buffer in front of a file descriptor, no stdio.
 *
 * Nothing is written until the buffer is full or output_flush() is called; the run loop does so
 * whenever it has no more records to format.  After a failure everything that follows is dropped,
 * and output_failed() is true: the run ends.  A reader that went away (EPIPE) is such a failure but
 * not an error: `error` stays 0.
 */

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define OUTPUT_BUFFER (64u << 10)	/* bytes */

struct output {
	int fd;
	bool owned;			/* opened here: closed by output_close() */
	bool is_terminal;
	bool gone;			/* nobody reads any more */
	int error;			/* errno of the first failure but EPIPE */
	size_t used;
	char *buffer;			/* OUTPUT_BUFFER bytes */
};

/* Of a file that is created or emptied; path NULL: standard output.  False: errno says why. */
bool output_open(struct output *o, const char *path);

/* Flushes, closes and frees; false when something could not be written. */
bool output_close(struct output *o);

void output_flush(struct output *o);

static inline bool output_failed(const struct output *o)
{
	return o->gone || o->error;
}

/* For what is larger than the buffer's rest. */
void output_put_slow(struct output *o, const char *text, size_t n);

static inline void output_put(struct output *o, const char *text, size_t n)
{
	if (n > OUTPUT_BUFFER - o->used) {
		output_put_slow(o, text, n);
		return;
	}
	memcpy(o->buffer + o->used, text, n);
	o->used += n;
}

/* n times c. */
void output_fill(struct output *o, char c, size_t n);

#endif

// SPDX-License-Identifier: GPL-2.0-or-later
/* See files.h. */

#include "target/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_ROOM 65536u

/* A byte more than it should have, so that its end is seen without another turn. */
static size_t first_room(int fd)
{
	struct stat st;

	if (fstat(fd, &st) || st.st_size < FIRST_ROOM)
		return FIRST_ROOM;
	return (size_t)st.st_size + 1;
}

static const char *read_all(int fd, uint64_t most, struct bytes *out)
{
	size_t room = first_room(fd), size = 0;
	char *all = NULL, *more;
	ssize_t n;

	if (room > most + 1)
		room = (size_t)most + 1;
	for (;; room *= 2) {
		more = size > most ? NULL : realloc(all, room);
		if (!more) {
			free(all);
			return size > most ? "it is too large" : "there is no memory for it";
		}
		all = more;
		while (size < room && (n = read(fd, all + size, room - size)))
			if (n > 0)
				size += (size_t)n;
			else if (errno != EINTR) {
				free(all);
				return strerror(errno);
			}
		if (size < room) {
			*out = (struct bytes){ (unsigned char *)all, size };
			return NULL;
		}
	}
}

bool file_read(struct arena *a, const char *path, uint64_t most, struct bytes *out,
	       const char **why)
{
	/* O_NONBLOCK: a FIFO must not make us wait. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;

	if (fd < 0) {
		*why = errno == ENOENT ? "no such file" : arena_strdup(a, strerror(errno));
		return false;
	}
	*why = fstat(fd, &st) || !S_ISREG(st.st_mode) ? "it is not a file" :
							read_all(fd, most, out);
	close(fd);
	if (*why)
		*why = arena_strdup(a, *why);
	return !*why;
}

bool file_is_read_only(const char *path)
{
	struct stat st;

	/* To root, everything can be written. */
	return !stat(path, &st) && (!(st.st_mode & 0222) || access(path, W_OK));
}

const char *file_write(struct arena *a, const char *path, struct bytes text)
{
	const char *tmp = arena_printf(a, "%s.%d", path, (int)getpid()), *why = NULL;
	int fd = open(tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	struct stat old;
	size_t done = 0;
	ssize_t n = 0;

	if (fd < 0)
		return arena_strdup(a, strerror(errno));
	if (!stat(path, &old) &&
	    ((fchown(fd, old.st_uid, old.st_gid) && errno != EPERM) || fchmod(fd, old.st_mode & 07777)))
		why = arena_strdup(a, strerror(errno));
	while (done < text.size && ((n = write(fd, text.at + done, text.size - done)) > 0 ||
				    (n < 0 && errno == EINTR)))
		done += n > 0 ? (size_t)n : 0;
	if (done < text.size && !why)
		why = arena_strdup(a, strerror(errno));
	if (close(fd) && !why)
		why = arena_strdup(a, strerror(errno));
	if (!why && rename(tmp, path))
		why = arena_strdup(a, strerror(errno));
	if (why)
		unlink(tmp);
	return why;
}

void file_free(struct bytes *b)
{
	free((void *)b->at);
	*b = (struct bytes){ NULL, 0 };
}
